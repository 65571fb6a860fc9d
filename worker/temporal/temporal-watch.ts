import { withDeadline } from "../../protocol/async/deadline.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { sleep } from "../../protocol/async/sleep.ts";

/** Times of the watch, ms. */
export interface WatchTimes {
  /** Interval of probes. */
  every: number;
  /** Interval during an outage. */
  everyInOutage: number;
  /** Time limit of a probe. */
  within: number;
}

const usualTimes: WatchTimes = { every: 1_000, everyInOutage: 250, within: 2_000 };

/** Called when Temporal accepts work again. `sinceFailureMs`: since the last failed probe; `outageMs`: since the first one. */
export type OnRecovered = (sinceFailureMs: number, outageMs: number) => void;

/** Probes every second whether Temporal accepts work, and reports the end of each outage. */
export class TemporalWatch {
  readonly #probe: () => Promise<unknown>;
  readonly #log: Logger;
  readonly #times: WatchTimes;
  readonly #listeners = new Set<OnRecovered>();
  /** Times of the first and the last failed probe in a row. */
  #outage: { since: number; last: number } | null = null;

  constructor(probe: () => Promise<unknown>, log: Logger, times: WatchTimes = usualTimes) {
    this.#probe = probe;
    this.#log = log;
    this.#times = times;
  }

  /** True after a failed probe, until one succeeds. */
  get isUnreachable(): boolean {
    return this.#outage !== null;
  }

  /** Registers a listener for the end of outages. */
  onRecovered(listener: OnRecovered): void {
    this.#listeners.add(listener);
  }

  /** Resolves when Temporal accepts work, or the signal aborts. */
  async untilAvailable(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !await this.#check()) await sleep(this.#times.everyInOutage, signal);
  }

  /** Probes until the process stops; an outage is reported by this class, so that no run fails. */
  get task(): PeriodicTask {
    const { every, everyInOutage } = this.#times;
    const run = async () => await this.#check() ? every : everyInOutage;
    return { name: "probeTemporal", intervalMs: every, run };
  }

  async #check(): Promise<boolean> {
    try {
      await withDeadline(this.#times.within, this.#probe());
    } catch (error) {
      this.#failed(error);
      return false;
    }
    this.#answered();
    return true;
  }

  #failed(error: unknown): void {
    const now = performance.now();
    if (!this.#outage) this.#log.warn("temporal.probe_failed", errorFields(error));
    this.#outage = { since: this.#outage?.since ?? now, last: now };
  }

  #answered(): void {
    const outage = this.#outage;
    if (!outage) return;
    this.#outage = null;
    const now = performance.now();
    this.#log.info("temporal.recovered", { outageMs: Math.round(now - outage.since) });
    for (const listener of this.#listeners) listener(now - outage.last, now - outage.since);
  }
}
