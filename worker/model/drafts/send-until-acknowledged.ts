import { withDeadline } from "../../../protocol/async/deadline.ts";
import { backoffMs, retry, type RetryDelay } from "../../../protocol/async/retry.ts";
import { type LogWrite, writeKey, type WriteOutcome } from "../../../store/log/write-log.ts";
import { isTransient } from "../../../store/database/transient.ts";

/** Writes a batch in one transaction and answers by `writeKey`; sending it again changes nothing. */
export type WriteBatch = (batch: readonly LogWrite[]) => Promise<Map<string, WriteOutcome>>;

/** Times of the pipeline, ms. */
export interface SendRules {
  /** An answer that takes longer is given up, and the batch sent again. */
  answerWithinMs: number;
  /** A batch that could not be sent for so long is given up. */
  giveUpMs: number;
  /** Wait before sending again; doubles, up to a second. */
  retryMs: number;
  /** Wait while all streams are held by others. */
  busyMs: number;
}

/** Times in production. */
export const productionRules: SendRules = {
  answerWithinMs: 10_000,
  giveUpMs: 30_000,
  retryMs: 50,
  busyMs: 5,
};

/** The database refuses what a call wants to write, whenever it is sent. */
export class RejectedWriteError extends Error {
  override name = "RejectedWriteError";
}

/**
 * Sends a frozen batch until it is known what became of it: after a lost connection it may have been committed, so the
 * very same one goes again. One that the database refuses is sent piece by piece, and the bad piece set aside.
 */
export async function sendUntilAcknowledged(
  send: WriteBatch,
  batch: readonly LogWrite[],
  rules: SendRules,
): Promise<Map<string, WriteOutcome | Error>> {
  const end = Date.now() + rules.giveUpMs;
  const backoff = { firstMs: rules.retryMs, maxMs: 1_000 };
  const delay: RetryDelay = (attempt, error) =>
    isTransient(error) && Date.now() <= end ? backoffMs(attempt, backoff) : null;
  try {
    return await retry(() => withDeadline(rules.answerWithinMs, send(batch)), delay);
  } catch (error) {
    if (!isTransient(error)) return await split(send, batch, rules, error);
    return new Map(batch.map((w) => [writeKey(w), toError(error)]));
  }
}

async function split(
  send: WriteBatch,
  batch: readonly LogWrite[],
  rules: SendRules,
  cause: unknown,
): Promise<Map<string, WriteOutcome | Error>> {
  const [first, ...rest] = batch;
  if (first && rest.length === 0) {
    return new Map([[writeKey(first), new RejectedWriteError("the write was refused", { cause })]]);
  }
  const outcomes = new Map<string, WriteOutcome | Error>();
  for (const write of batch) {
    for (const [id, outcome] of await sendUntilAcknowledged(send, [write], rules)) {
      outcomes.set(id, outcome);
    }
  }
  return outcomes;
}

const toError = (error: unknown) => error instanceof Error ? error : new Error(String(error));
