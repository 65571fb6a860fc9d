/** How fast tools answered in this worker. */
export class ToolPace {
  #streaks = new Map<string, number>();

  /** Notes that a tool answered after `ms`. */
  note(tool: { server: string; name: string }, ms: number): void {
    if (ms > quickMs) return this.reset(tool);
    const key = keyOf(tool);
    if (!this.#streaks.has(key) && this.#streaks.size >= maxTools) this.#streaks.clear();
    this.#streaks.set(key, (this.#streaks.get(key) ?? 0) + 1);
  }

  /** Resets a tool that was slow or failed. */
  reset(tool: { server: string; name: string }): void {
    this.#streaks.delete(keyOf(tool));
  }

  /** True if at least the last three answers were fast. */
  isQuick(tool: { server: string; name: string }): boolean {
    return (this.#streaks.get(keyOf(tool)) ?? 0) >= streak;
  }
}

/** Maximum time of a fast answer, ms. */
const quickMs = 1_000;
/** Number of fast answers in a row that make a tool quick. */
const streak = 3;
/** Maximum number of tools in memory; beyond it all are reset. */
const maxTools = 10_000;

const keyOf = ({ server, name }: { server: string; name: string }) => `${server}/${name}`;
