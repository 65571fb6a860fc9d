import type { ConversationTurn } from "@tramontane/client/store";

/** Turns that the transcript shows, and those that wait behind the open one. */
export interface Split {
  readonly shown: readonly ConversationTurn[];
  readonly queued: readonly ConversationTurn[];
}

/**
 * Separates the turns that wait for the open one: they are shown as the queue, so that the end of the transcript is what is
 * being written. A message that the API has not accepted is none of them.
 */
export function splitQueued(
  turns: readonly ConversationTurn[],
  open: ConversationTurn | null,
): Split {
  const waits = (turn: ConversationTurn) =>
    turn.id !== null && turn.status === "QUEUED" && turn !== open;
  const queued = turns.filter(waits);
  return { shown: queued.length === 0 ? turns : turns.filter((turn) => !waits(turn)), queued };
}
