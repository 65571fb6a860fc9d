import type { Source } from "@tramontane/client";
import { mutate } from "@tramontane/client/store";
import type { Outcome } from "./bulk-job.ts";
import {
  consoleCancelTurn,
  consoleClose,
  consoleLabels,
  consoleLatestTurns,
  consoleUpdate,
} from "./bulk.generated.ts";

/** Labels to add and to remove. */
export interface LabelChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Does one thing to the conversation with this id. */
export type Action = (id: string) => Promise<Outcome>;

const outcomeOf = (result: { ok: true } | { ok: false; fault: { message: string } }): Outcome =>
  result.ok ? { kind: "done" } : { kind: "failed", message: result.fault.message };

const open = ["QUEUED", "RUNNING", "WAITING"];

/**
 * Cancels the open turns of a conversation, the newest first, so that no queued one begins. `job` is part of the
 * idempotency keys: a repetition of the same job does nothing twice.
 */
export const cancelTurns = (source: Source, job: string): Action => async (id) => {
  const { conversation } = await source.request(consoleLatestTurns, { id });
  const turns = conversation?.turns.nodes.filter(({ status }) => open.includes(status)) ?? [];
  if (turns.length === 0) return { kind: "skipped" };
  for (const { id: turnId } of turns.toReversed()) {
    const input = { turnId, reason: "cancelled with others in the console" };
    const key = keyOf(job, turnId);
    const result = await mutate(source, consoleCancelTurn, { ...input, idempotencyKey: key });
    if (!result.ok) return outcomeOf(result);
  }
  return { kind: "done" };
};

/** Closes a conversation for good. */
export const close = (source: Source, job: string): Action => async (conversationId) =>
  outcomeOf(
    await mutate(source, consoleClose, {
      ...{ conversationId, erase: false, idempotencyKey: keyOf(job, conversationId) },
    }),
  );

/** Adds and removes labels; the others stay. Doing it twice is doing it once, also without a key of the job. */
export const changeLabels =
  (source: Source, change: LabelChange): Action => async (conversationId) => {
    const { conversation } = await source.request(consoleLabels, { id: conversationId });
    if (!conversation) return { kind: "failed", message: "There is no such conversation." };
    const labels = labelsAfter(conversation.labels, change);
    if (JSON.stringify(labels) === JSON.stringify(conversation.labels)) return { kind: "skipped" };
    return outcomeOf(await mutate(source, consoleUpdate, { conversationId, labels }));
  };

/** The labels after a change; each once, in their order. */
export function labelsAfter(labels: readonly string[], { add, remove }: LabelChange): string[] {
  return [...new Set([...labels.filter((label) => !remove.includes(label)), ...add])];
}

/** At most 200 characters: ids of this API have about 60. */
const keyOf = (job: string, id: string): string => `${job}:${id}`.slice(0, 200);
