import type { ConversationTurn } from "@tramontane/client/store";

/** What a turn does now. */
export interface Progress {
  readonly doing: string;
  /** When it tries again; null: it does not wait for that. */
  readonly retryAt: string | null;
}

/** What a turn does now; null: nothing is known. A wait for a retry is more important than what else runs. */
export function progressOf(turn: ConversationTurn | undefined): Progress | null {
  if (!turn) return null;
  const { retry, entries } = turn;
  if (retry) return { doing: `Model call, attempt ${retry.attempt + 1}`, retryAt: retry.retryAt };
  const calls = entries.filter((entry) => entry.type === "tool-call");
  const open = calls.filter(({ status }) => status === "RUNNING" || status === "WAITING");
  const waiting = open.find(({ retryAt }) => retryAt !== null);
  if (waiting) {
    const doing = `${waiting.name}, attempt ${waiting.attempts + 1}`;
    return { doing, retryAt: waiting.retryAt };
  }
  const [first] = open;
  if (!first) {
    return {
      doing: calls.length > 0 ? callsText(calls.length) : "Thinking",
      retryAt: null,
    };
  }
  const more = open.length > 1 ? ` and ${open.length - 1} more` : "";
  const again = first.attempts > 1 ? `, attempt ${first.attempts}` : "";
  return {
    doing: `${first.name}${again}${more}${first.note ? `: ${first.note}` : ""}`,
    retryAt: null,
  };
}

const callsText = (count: number) =>
  count === 1 ? "1 tool call so far" : `${count} tool calls so far`;
