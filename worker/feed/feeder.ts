import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { sleep } from "../../protocol/async/sleep.ts";
import { WakeUp } from "../../protocol/async/wake-up.ts";
import { type MovedItems, movePending } from "../../store/feed/move-pending.ts";
import { type Listening, listenTo } from "../../store/database/listen.ts";
import type { Sql } from "../../store/database/sql.ts";
import { record } from "../../telemetry/metrics.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";

/** Rows of one transaction. */
const maxRows = 500;
/** Between two moves, ms: under load one commit moves what several transactions left. */
const paceMs = 50;
/** Between two looks without a notification, ms: some are lost. */
const lookMs = 1_000;
/** Rows that have waited this long, ms, show that the worker which fed is gone or too slow. */
const abandonedMs = 500;
/** After this many notifications in a row whose rows were gone already, another worker feeds. */
const maxEmpty = 3;

/**
 * Moves committed items to the feeds; one worker at a time does so. It is woken by notifications. A worker that finds the
 * lock taken, or the rows of notifications moved by another, goes into reserve: there it ignores notifications, looks once
 * per `lookMs`, and takes over when it finds rows that have waited.
 */
export class Feeder {
  readonly #sql: Sql;
  readonly #wakeUp = new WakeUp();
  #inReserve = false;
  #isWoken = false;
  #empty = 0;
  #movedAt = 0;
  readonly #onFed: (() => void)[] = [];

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Moves what waits. */
  get task(): PeriodicTask {
    return {
      ...{ name: "feedItems", intervalMs: lookMs, wakeUp: this.#wakeUp },
      run: (signal) => this.#run(signal),
    };
  }

  /** Listens for items; needs a session connection. */
  listen(databaseUrl: string, log: Logger): Promise<Listening> {
    return listenTo(databaseUrl, "tramontane_feed", {
      onPayload: () => this.#wake(),
      onConnected: () => Promise.resolve(this.#wakeUp.wake()),
      onLost: (error) => log.warn("feed.listen_failed", errorFields(error)),
    });
  }

  /** Calls back after each move by this process. */
  onFed(callback: () => void): void {
    this.#onFed.push(callback);
  }

  #wake(): void {
    if (this.#inReserve) return;
    this.#isWoken = true;
    this.#wakeUp.wake();
  }

  async #run(signal: AbortSignal): Promise<void> {
    for (let isFull = true; isFull && !signal.aborted;) {
      await sleep(this.#movedAt + paceMs - performance.now(), signal);
      const isWoken = this.#isWoken;
      this.#isWoken = false;
      const found = await movePending(this.#sql, maxRows);
      this.#movedAt = performance.now();
      this.#takeNote(found, isWoken);
      isFull = found?.moved === maxRows;
    }
  }

  #takeNote(found: MovedItems | null, isWoken: boolean): void {
    if (found !== null && found.moved > 0) {
      this.#empty = 0;
      record("tramontane.feed.lag", found.waitedMs / 1_000, {});
      for (const callback of this.#onFed) callback();
    } else if (isWoken) this.#empty++;
    if (found === null || this.#empty >= maxEmpty) this.#inReserve = true;
    if (found !== null && found.waitedMs > abandonedMs) this.#inReserve = false;
    if (this.#inReserve) this.#empty = 0;
  }
}
