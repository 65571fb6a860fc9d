import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { OpenWorker } from "./create-worker.ts";

/** Times of a temporary worker, ms. */
export interface TemporaryWorkerTimes {
  /** After a shorter outage the permanent worker polls again soon enough. */
  least: number;
  /** How long a temporary worker polls. */
  polls: number;
}

/** By the end of `polls` the permanent worker polls again: it waits at most 12 s between two failed polls. */
const usualTimes: TemporaryWorkerTimes = { least: 2_500, polls: 15_000 };
/** Maximum temporary workers at a time, including those that only finish their activities. */
const limit = 4;

/**
 * Workers that take work right after an outage of Temporal. The polls of a worker back off up to 12 s, which the SDK
 * cannot configure (`task_poll_retry_policy` of its core). A temporary worker with its own connection polls until the
 * permanent one does again; then it takes no more work and ends with its last activity.
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

  /** Call it after an outage of `outageMs`. Returns at once, never throws. */
  start(outageMs: number): void {
    if (outageMs < this.#times.least) return;
    for (const older of this.#polling) this.#retire(older);
    if (this.#running.size >= limit) {
      return this.#log.warn("worker.temporary_worker_rejected", { limit });
    }
    const run = this.#run().catch((error) =>
      this.#log.warn("worker.temporary_worker_failed", errorFields(error))
    ).finally(() => this.#running.delete(run));
    this.#running.add(run);
  }

  /** Takes no more work; resolves when the activities have ended. */
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
    // A signal of the process may have shut it down already.
    if (opened.worker.getState() === "RUNNING") opened.worker.shutdown();
  }
}
