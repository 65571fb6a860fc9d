import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { OpenWorker } from "./create-worker.ts";

/** Times of the relief, ms. */
export interface ReliefTimes {
  /** After a shorter outage the worker itself polls again soon enough. */
  least: number;
  /** The relief asks for work for so long. */
  polls: number;
}

/** By `polls` the worker has asked again: it waits up to 12 s between two polls that fail. */
const usualTimes: ReliefTimes = { least: 2_500, polls: 15_000 };
/** Most reliefs that finish what they began; after further outages there is none until one has ended. */
const most = 4;

/**
 * Takes work right after an outage of Temporal. The polls of a worker back off up to 12 s, which the SDK does not let
 * anyone change (`task_poll_retry_policy` of its core), so a second worker over a connection of its own asks for work
 * until the first one does again. Then it takes no more, and ends with the last activity that it began.
 */
export class Relief {
  readonly #open: () => Promise<OpenWorker>;
  readonly #log: Logger;
  readonly #times: ReliefTimes;
  readonly #running = new Set<Promise<void>>();
  readonly #polling = new Set<OpenWorker>();

  constructor(open: () => Promise<OpenWorker>, log: Logger, times: ReliefTimes = usualTimes) {
    this.#open = open;
    this.#log = log;
    this.#times = times;
  }

  /** Temporal is back after an outage of so long, ms. Returns at once, never throws. */
  start(awayMs: number): void {
    if (awayMs < this.#times.least) return;
    for (const older of this.#polling) this.#retire(older);
    if (this.#running.size >= most) return this.#log.warn("worker.relief_refused", { most });
    const run = this.#run().catch((error) =>
      this.#log.warn("worker.relief_failed", errorFields(error))
    ).finally(() => this.#running.delete(run));
    this.#running.add(run);
  }

  /** Takes no more work, and settles once what was begun has ended. */
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
