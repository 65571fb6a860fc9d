import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import type { Sql } from "../../store/database/sql.ts";
import { purgeFiles } from "../../store/file/files.ts";
import { dropOldPartition, makePartitions } from "../../store/log/partitions.ts";
import { purgeOldEvents } from "../../store/log/purge-old-events.ts";
import { purgePointBuckets } from "../../store/quota/take-points.ts";
import { purgeDeliveries } from "../../store/webhook/backlog.ts";
import type { Logger } from "../../telemetry/log.ts";

/** Dependencies of the task. Times in ms. */
export interface PurgeDeps {
  sql: Sql;
  log: Logger;
  /** Events and files of tools are deleted when they are older. */
  retentionMs: number;
  intervalMs: number;
}

/** Deletes events, files and deliveries past their retention, and counts of points that are zero, and creates the next partitions of the log. */
export function purgeExpired(deps: PurgeDeps): PeriodicTask {
  const run = async () => await purge(deps) ? 1_000 : undefined;
  return { name: "purgeExpired", intervalMs: deps.intervalMs, run };
}

/** One bounded run; true when there may be more to delete. */
async function purge({ sql, log, retentionMs }: PurgeDeps): Promise<boolean> {
  const created = await makePartitions(sql, retentionMs);
  if (created.length > 0) log.info("retention.partitions_created", { created });
  const files = await purgeFiles(sql, retentionMs);
  if (files > 0) log.info("retention.files_purged", { count: files });
  const deliveries = await purgeDeliveries(sql, retentionMs, 1_000);
  if (deliveries > 0) log.info("retention.deliveries_purged", { count: deliveries });
  await purgePointBuckets(sql);
  const events = await purgeOldEvents(sql, retentionMs);
  if (events > 0) log.info("retention.events_purged", { count: events });
  const dropped = events > 0 ? null : await dropOldPartition(sql, retentionMs);
  if (dropped !== null) log.info("retention.partition_dropped", { dropped });
  return files + deliveries + events > 0 || dropped !== null;
}
