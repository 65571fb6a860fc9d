import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { sleep } from "../../protocol/async/sleep.ts";
import { WakeUp } from "../../protocol/async/wake-up.ts";
import { consumeFeeds, type FeedConsumer } from "../../store/feed/consume-feed.ts";
import type { Sql } from "../../store/database/sql.ts";
import type { Feeder } from "./feeder.ts";

/** Between two looks for items that another process fed, ms. */
const lookMs = 1_000;

/**
 * The task of a consumer of the feeds. Each worker runs it: it is woken by the feeder of its process, and looks for
 * itself for what another process fed. A batch is handled by one of them. `gatherMs`: how long it lets items gather, so
 * that what a turn leaves is handled once.
 */
export function consumerTask(
  sql: Sql,
  consumer: FeedConsumer,
  feeder: Pick<Feeder, "onFed">,
  gatherMs = 0,
): PeriodicTask {
  const wakeUp = new WakeUp();
  feeder.onFed(() => wakeUp.wake());
  return {
    ...{ name: "consumeFeed", fields: { consumer: consumer.name }, intervalMs: lookMs, wakeUp },
    run: async (signal) => {
      if (gatherMs > 0) await sleep(gatherMs, signal);
      while (!signal.aborted && await consumeFeeds(sql, consumer) > 0);
    },
  };
}
