import type { ConversationTurn } from "@tramontane/client/store";

/** What a turn has become since the states before it, in words to read out; null: nothing to say. */
export function turnWords(
  before: ReadonlyMap<string, string>,
  turns: readonly ConversationTurn[],
): string | null {
  const changed = turns.filter(({ id, status }) =>
    id !== null && before.has(id) && before.get(id) !== status
  );
  const words = changed.map(({ number, status }) => `Turn ${number ?? ""} ${verbs[status]}.`);
  return words.length === 0 ? null : words.join(" ");
}

const verbs: Readonly<Record<ConversationTurn["status"], string>> = {
  QUEUED: "is queued",
  RUNNING: "runs",
  WAITING: "waits for a decision or a retry",
  COMPLETED: "is completed",
  FAILED: "has failed",
  CANCELLED: "was cancelled",
  DISCARDED: "was rolled back",
};

/** The states of turns by their ids. */
export const turnStates = (turns: readonly ConversationTurn[]): ReadonlyMap<string, string> =>
  new Map(turns.flatMap(({ id, status }) => id === null ? [] : [[id, status] as const]));
