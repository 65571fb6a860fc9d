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

interface Waiting {
  write: LogWrite;
  since: number;
  resolve(outcome: WriteOutcome): void;
  reject(error: unknown): void;
}

/**
 * Writes to the log for all model calls of a process. The writes that arrive while a batch is in flight form the next
 * one: one transaction with one notification, for all streams together. A batch that was sent does not change. The
 * number of pending writes is limited by the callers, each of which waits for one write.
 */
export class WritePipeline {
  readonly #send: WriteBatch;
  readonly #times: SendTimes;
  #waiting: Waiting[] = [];
  #busy = false;

  constructor(send: WriteBatch, times: SendTimes = productionTimes) {
    this.#send = send;
    this.#times = times;
  }

  /**
   * Resolves with the outcome of the write: `written`, or `lost` or `gone` when it was not committed. Throws
   * RejectedWriteError when the database rejects its content, another error when the database is unreachable for long.
   */
  write(write: LogWrite): Promise<WriteOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ write, since: Date.now(), resolve, reject });
      if (!this.#busy) void this.#drain();
    });
  }

  async #drain() {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const batch = this.#takeBatch();
      const since = performance.now();
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

  #takeBatch(): Waiting[] {
    let units = 0;
    const fits = this.#waiting.findIndex(({ write }, n) => {
      for (const chunk of write.chunks) units += chunk.text.length;
      return n > 0 && (units > maxBatchUnits || n >= maxBatchWrites);
    });
    return this.#waiting.splice(0, fits < 0 ? this.#waiting.length : fits);
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
