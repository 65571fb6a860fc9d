import type { Sql } from "../../store/database/connect.ts";
import { purgeFiles } from "../../store/file/files.ts";
import { dropOldPartition, makePartitions } from "../../store/log/partitions.ts";
import { purgeOldEvents } from "../../store/log/purge-old-events.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { pause } from "../pause.ts";

/** What forgetting works with. Times in ms. */
export interface PurgeDeps {
  sql: Sql;
  log: Logger;
  /** Facts, and files that tools made, are deleted when older than this. */
  retentionMs: number;
  /** Between two looks; at once again while there is more. */
  everyMs: number;
}

/** Deletes events and files beyond retention, and makes the log's partitions ahead, until the signal aborts. */
export async function purgeExpired(deps: PurgeDeps, signal: AbortSignal): Promise<void> {
  const { log, everyMs } = deps;
  while (!signal.aborted) {
    let more = false;
    try {
      more = await purge(deps);
    } catch (error) {
      log.warn("worker.purge_expired_failed", errorFields(error));
    }
    await pause(more ? 1_000 : everyMs, signal);
  }
}

/** One bounded round; true when there may be more to delete. */
async function purge({ sql, log, retentionMs }: PurgeDeps): Promise<boolean> {
  const made = await makePartitions(sql, retentionMs);
  if (made.length > 0) log.info("retention.partitions_created", { made });
  const files = await purgeFiles(sql, retentionMs);
  if (files > 0) log.info("retention.files_purged", { count: files });
  const events = await purgeOldEvents(sql, retentionMs);
  if (events > 0) log.info("retention.events_purged", { count: events });
  const dropped = events > 0 ? null : await dropOldPartition(sql, retentionMs);
  if (dropped !== null) log.info("retention.partition_dropped", { dropped });
  return files + events > 0 || dropped !== null;
}
