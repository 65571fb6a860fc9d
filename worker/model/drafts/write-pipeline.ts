import { sleep } from "../../../protocol/async/sleep.ts";
import { type LogWrite, writeKey, type WriteOutcome } from "../../../store/log/write-log.ts";
import { record, recordSince } from "../../../telemetry/metrics.ts";
import {
  productionRules,
  type SendRules,
  sendUntilAcknowledged,
  type WriteBatch,
} from "./send-until-acknowledged.ts";

/** Most UTF-16 units in one batch, unless one write alone has more. */
const batchUnits = 1024 * 1024;
/** Most writes in one batch. */
const batchWrites = 500;
/** A write whose stream is held by somebody else for so long fails, ms. */
const busyMs = 15_000;

interface Waiting {
  write: LogWrite;
  since: number;
  resolve(outcome: WriteOutcome): void;
  reject(error: unknown): void;
}

/**
 * The one way of a process into the log while models write: what comes while a batch is on its way goes along with
 * the next one, all streams together, in one transaction with one notification. A batch is frozen once sent. Bounded
 * by its callers, which have one write waiting each.
 */
export class WritePipeline {
  readonly #send: WriteBatch;
  readonly #rules: SendRules;
  #waiting: Waiting[] = [];
  #busy = false;

  constructor(send: WriteBatch, rules: SendRules = productionRules) {
    this.#send = send;
    this.#rules = rules;
  }

  /**
   * Resolves once the write is committed, or why it was not: `lost` or `gone`. Throws RejectedWriteError when the database
   * refuses this write for what it holds, another error when the database was away for too long.
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
      const batch = this.#freeze();
      const since = performance.now();
      const outcomes = await sendUntilAcknowledged(
        this.#send,
        batch.map((w) => w.write),
        this.#rules,
      );
      recordSince("tramontane.log.append.duration", since, {});
      record("tramontane.log.append.calls", batch.length, {});
      const again = batch.filter((w) => settle(w, outcomes.get(writeKey(w.write))));
      this.#waiting.unshift(...again);
      // All that there is waits for others: let them finish.
      if (again.length === this.#waiting.length && again.length > 0) {
        await sleep(this.#rules.busyMs);
      }
    }
    this.#busy = false;
  }

  #freeze(): Waiting[] {
    let units = 0;
    const fits = this.#waiting.findIndex(({ write }, n) => {
      for (const chunk of write.chunks) units += chunk.text.length;
      return n > 0 && (units > batchUnits || n >= batchWrites);
    });
    return this.#waiting.splice(0, fits < 0 ? this.#waiting.length : fits);
  }
}

/** Tells the writer what became of its write; true when it has to go again. */
function settle(waiting: Waiting, outcome: WriteOutcome | Error | undefined): boolean {
  if (outcome instanceof Error) waiting.reject(outcome);
  else if (outcome === undefined) waiting.reject(new Error("a write was not answered"));
  else if (outcome !== "busy") waiting.resolve(outcome);
  else if (Date.now() - waiting.since < busyMs) return true;
  else waiting.reject(new Error(`the stream was held by others for ${busyMs} ms`));
  return false;
}
