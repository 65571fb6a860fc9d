import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { OpenWorker } from "./create-worker.ts";

/** Times of a relief worker, ms. */
export interface TemporaryWorkerTimes {
  /** After a shorter outage the worker itself polls again soon enough. */
  least: number;
  /** How long a relief worker polls. */
  polls: number;
}

/** After `polls` the worker itself polls again: it waits up to 12 s between two polls that fail. */
const usualTimes: TemporaryWorkerTimes = { least: 2_500, polls: 15_000 };
/** Most relief workers at a time, those included that only finish their activities. */
const limit = 4;

/**
 * Takes work right after an outage of Temporal. The polls of a worker back off up to 12 s, for which the SDK has no
 * option (`task_poll_retry_policy` of its core), so a second worker with its own connection polls until the first one
 * polls again. Then it takes no more work, and ends with the last activity that it began.
 */
export class TemporaryWorkers {
  readonly #open: () => Promise<OpenWorker>;
  readonly #log: Logger;
  readonly #times: TemporaryWorkerTimes;
  readonly #running = new Set<Promise<void>>();
  readonly #polling = new Set<OpenWorker>();

  constructor(
    open: () => Promise<OpenWorker>,
    log: Logger,
    times: TemporaryWorkerTimes = usualTimes,
  ) {
    this.#open = open;
    this.#log = log;
    this.#times = times;
  }

  /** Temporal is back after an outage of so long, ms. Returns at once, never throws. */
  start(awayMs: number): void {
    if (awayMs < this.#times.least) return;
    for (const older of this.#polling) this.#retire(older);
    if (this.#running.size >= limit) {
      return this.#log.warn("worker.temporary_worker_rejected", { limit });
    }
    const run = this.#run().catch((error) =>
      this.#log.warn("worker.temporary_worker_failed", errorFields(error))
    ).finally(() => this.#running.delete(run));
    this.#running.add(run);
  }

  /** Takes no more work, and settles once its activities have ended. */
  async end(): Promise<void> {
    for (const one of this.#polling) this.#retire(one);
    await Promise.all(this.#running);
  }

  async #run(): Promise<void> {
    const opened = await this.#open();
    this.#polling.add(opened);
    const timer = setTimeout(() => this.#retire(opened), this.#times.polls);
    try {
      await opened.worker.run();
    } finally {
      clearTimeout(timer);
      this.#polling.delete(opened);
      await opened.connection.close();
    }
  }

  #retire(opened: OpenWorker): void {
    this.#polling.delete(opened);
    // A signal of the process has shut it down already.
    if (opened.worker.getState() === "RUNNING") opened.worker.shutdown();
  }
}
