import { withDeadline } from "../../protocol/async/deadline.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { sleep } from "../../protocol/async/sleep.ts";

/** Times of the watch, ms. */
export interface WatchTimes {
  /** Between two probes. */
  every: number;
  /** The same during an outage. */
  everyAway: number;
  /** A probe without an answer by then has failed. */
  within: number;
}

const usualTimes: WatchTimes = { every: 1_000, everyAway: 250, within: 2_000 };

/** Called once Temporal takes work again. `agoMs`: since the last failed probe; `awayMs`: since the first. */
export type OnBack = (agoMs: number, awayMs: number) => void;

/** Probes once a second whether Temporal takes work, and reports its return after an outage. */
export class TemporalWatch {
  readonly #probe: () => Promise<unknown>;
  readonly #log: Logger;
  readonly #times: WatchTimes;
  readonly #listeners = new Set<OnBack>();
  /** Of the first failed look in a row, and of the last. */
  #away: { since: number; last: number } | null = null;

  constructor(probe: () => Promise<unknown>, log: Logger, times: WatchTimes = usualTimes) {
    this.#probe = probe;
    this.#log = log;
    this.#times = times;
  }

  /** True from the first look that failed until one that did not. */
  get isAway(): boolean {
    return this.#away !== null;
  }

  /** Calls this after each outage that was seen. */
  onBack(listener: OnBack): void {
    this.#listeners.add(listener);
  }

  /** Settled once Temporal takes work, or the signal aborts. */
  async untilUp(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !await this.#look()) await sleep(this.#times.everyAway, signal);
  }

  /** Probes until the process stops; an outage is reported by this class, so that no run fails. */
  get task(): PeriodicTask {
    const { every, everyAway } = this.#times;
    const run = async () => await this.#look() ? every : everyAway;
    return { name: "probeTemporal", intervalMs: every, run };
  }

  async #look(): Promise<boolean> {
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
    if (!this.#away) this.#log.warn("temporal.probe_failed", errorFields(error));
    this.#away = { since: this.#away?.since ?? now, last: now };
  }

  #answered(): void {
    const away = this.#away;
    if (!away) return;
    this.#away = null;
    const now = performance.now();
    this.#log.info("temporal.recovered", { awayMs: Math.round(now - away.since) });
    for (const listener of this.#listeners) listener(now - away.last, now - away.since);
  }
}
