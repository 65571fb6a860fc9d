import { sleep } from "../../../protocol/async/sleep.ts";
import { type LogWrite, writeKey, type WriteOutcome } from "../../../store/log/write-log.ts";
import { record, recordSince } from "../../../telemetry/metrics.ts";
import {
  productionTimes,
  type SendTimes,
  sendUntilAcknowledged,
  type WriteBatch,
} from "./send-until-acknowledged.ts";

/** Maximum UTF-16 units of a batch with several writes. */
const maxBatchUnits = 1024 * 1024;
/** Maximum writes of a batch. */
const maxBatchWrites = 500;
/** A write whose stream other transactions lock for this time fails, ms. */
const maxBusyMs = 15_000;

/** Returns what a call has to write, when the batch that contains it is formed. */
export type TakeWrite = () => LogWrite;

interface Waiting {
  take: TakeWrite;
  /** What was taken. */
  write: LogWrite | null;
  since: number;
  resolve(outcome: WriteOutcome): void;
  reject(error: unknown): void;
}
type Taken = Waiting & { write: LogWrite };

/**
 * Writes to the log for all model calls of a process. The writes that arrive until the next batch begins form it: one
 * transaction, for all streams together. The more writes a batch has, the later the next one begins, so that one stream
 * does not wait and many streams cost few commits. A batch that was sent does not change. The number of pending writes
 * is limited by the callers, each of which waits for one write.
 */
export class WritePipeline {
  readonly #send: WriteBatch;
  readonly #times: SendTimes;
  #waiting: Waiting[] = [];
  #busy = false;
  /** When the next batch may begin, in the time of `performance.now()`. */
  #nextAt = 0;

  constructor(send: WriteBatch, times: SendTimes = productionTimes) {
    this.#send = send;
    this.#times = times;
  }

  /**
   * Resolves with the outcome of the write: `written`, or `lost` or `gone` when it was not committed. Throws
   * RejectedWriteError when the database rejects its content, another error when the database is unreachable for long.
   */
  write(take: TakeWrite): Promise<WriteOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ take, write: null, since: Date.now(), resolve, reject });
      if (!this.#busy) void this.#drain();
    });
  }

  async #drain() {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const pauseMs = this.#nextAt - performance.now();
      if (pauseMs > 0) await sleep(pauseMs);
      const batch = this.#takeBatch();
      const since = performance.now();
      this.#nextAt = since + Math.min(this.#times.pauseMs, batch.length * this.#times.pauseEachMs);
      const outcomes = await sendUntilAcknowledged(
        this.#send,
        batch.map((w) => w.write),
        this.#times,
      );
      recordSince("tramontane.log.append.duration", since, {});
      record("tramontane.log.append.calls", batch.length, {});
      const busy = batch.filter((w) => settle(w, outcomes.get(writeKey(w.write))));
      this.#waiting.unshift(...busy);
      // All pending writes wait for other transactions, which need time to finish.
      if (busy.length === this.#waiting.length && busy.length > 0) {
        await sleep(this.#times.busyMs);
      }
    }
    this.#busy = false;
  }

  #takeBatch(): Taken[] {
    const batch: Taken[] = [];
    let units = 0;
    for (const waiting of this.#waiting) {
      const write = waiting.write ??= waiting.take();
      for (const { row, text } of write.chunks) units += text.length + (row?.text.length ?? 0);
      const isFull = units > maxBatchUnits || batch.length >= maxBatchWrites;
      if (isFull && batch.length > 0) break;
      batch.push({ ...waiting, write });
    }
    this.#waiting.splice(0, batch.length);
    return batch;
  }
}

/** Resolves or rejects a write with its outcome; true when the write must be sent again. */
function settle(waiting: Waiting, outcome: WriteOutcome | Error | undefined): boolean {
  if (outcome instanceof Error) waiting.reject(outcome);
  else if (outcome === undefined) waiting.reject(new Error("a write has no outcome"));
  else if (outcome !== "busy") waiting.resolve(outcome);
  else if (Date.now() - waiting.since < maxBusyMs) return true;
  else waiting.reject(new Error(`other transactions locked the stream for ${maxBusyMs} ms`));
  return false;
}
