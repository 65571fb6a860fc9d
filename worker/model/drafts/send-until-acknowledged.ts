import { withDeadline } from "../../../protocol/async/deadline.ts";
import { backoffMs, retry, type RetryDelay } from "../../../protocol/async/retry.ts";
import { type LogWrite, writeKey, type WriteOutcome } from "../../../store/log/write-log.ts";
import { isTransient } from "../../../store/database/transient.ts";

/** Writes a batch in one transaction and returns outcomes by `writeKey`. It is idempotent. */
export type WriteBatch = (batch: readonly LogWrite[]) => Promise<Map<string, WriteOutcome>>;

/** Times of the pipeline, ms. */
export interface SendTimes {
  /** Without an answer in this time the batch is sent again. */
  answerWithinMs: number;
  /** A batch that is not acknowledged in this time fails. */
  giveUpMs: number;
  /** Wait before a batch is sent again; doubles, up to a second. */
  retryMs: number;
  /** Wait while other transactions lock all streams of a batch. */
  busyMs: number;
  /** From the beginning of a batch to that of the next one: this time for each of its writes, at most `pauseMs`. */
  pauseEachMs: number;
  pauseMs: number;
}

/** Times in production. */
export const productionTimes: SendTimes = {
  answerWithinMs: 10_000,
  giveUpMs: 30_000,
  retryMs: 50,
  busyMs: 5,
  pauseEachMs: 1.5,
  pauseMs: 20,
};

/** Thrown for a write that the database rejects, in every attempt. */
export class RejectedWriteError extends Error {
  override name = "RejectedWriteError";
}

/**
 * Sends a batch until its outcome is known. After a lost connection it may have been committed, so the same batch is
 * sent again, unchanged. The writes of a batch that the database rejects are sent one by one, so that only the
 * offending one fails.
 */
export async function sendUntilAcknowledged(
  send: WriteBatch,
  batch: readonly LogWrite[],
  times: SendTimes,
): Promise<Map<string, WriteOutcome | Error>> {
  const end = Date.now() + times.giveUpMs;
  const backoff = { firstMs: times.retryMs, maxMs: 1_000 };
  const delay: RetryDelay = (attempt, error) =>
    isTransient(error) && Date.now() <= end ? backoffMs(attempt, backoff) : null;
  try {
    return await retry(() => withDeadline(times.answerWithinMs, send(batch)), delay);
  } catch (error) {
    if (!isTransient(error)) return await split(send, batch, times, error);
    return new Map(batch.map((w) => [writeKey(w), toError(error)]));
  }
}

async function split(
  send: WriteBatch,
  batch: readonly LogWrite[],
  times: SendTimes,
  cause: unknown,
): Promise<Map<string, WriteOutcome | Error>> {
  const [first, ...rest] = batch;
  if (first && rest.length === 0) {
    return new Map([[
      writeKey(first),
      new RejectedWriteError("the database rejected the write", { cause }),
    ]]);
  }
  const outcomes = new Map<string, WriteOutcome | Error>();
  for (const write of batch) {
    for (const [id, outcome] of await sendUntilAcknowledged(send, [write], times)) {
      outcomes.set(id, outcome);
    }
  }
  return outcomes;
}

const toError = (error: unknown) => error instanceof Error ? error : new Error(String(error));
