/** What this worker has seen of how long tools take to answer; another worker learns for itself. */
export class ToolPace {
  #streaks = new Map<string, number>();

  /** A tool has answered after `ms`. */
  note(tool: { server: string; name: string }, ms: number): void {
    if (ms > quickMs) return this.forget(tool);
    const key = keyOf(tool);
    if (!this.#streaks.has(key) && this.#streaks.size >= most) this.#streaks.clear();
    this.#streaks.set(key, (this.#streaks.get(key) ?? 0) + 1);
  }

  /** A tool was slow, or broke: it has to show anew that it is quick. */
  forget(tool: { server: string; name: string }): void {
    this.#streaks.delete(keyOf(tool));
  }

  /** True when its last answers, three at least, all came at once. */
  isQuick(tool: { server: string; name: string }): boolean {
    return (this.#streaks.get(keyOf(tool)) ?? 0) >= streak;
  }
}

/** An answer within this is quick, ms. */
const quickMs = 1_000;
/** So many quick answers in a row make a tool quick. */
const streak = 3;
/** Tools that are remembered; where there are more, all begin anew. */
const most = 10_000;

const keyOf = ({ server, name }: { server: string; name: string }) => `${server}/${name}`;
