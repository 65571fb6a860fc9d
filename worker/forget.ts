import type { Sql } from "../store/connect.ts";
import { forgetFiles } from "../store/files.ts";
import { dropOldPartition, makePartitions } from "../store/log/partitions.ts";
import { forgetOldFacts } from "../store/log/retention.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import { pause } from "./pause.ts";

/** What forgetting works with. Times in ms. */
export interface ForgetDeps {
  sql: Sql;
  log: Logger;
  /** Facts, and files that tools made, are deleted when older than this. */
  keepMs: number;
  /** Between two looks; at once again while there is more. */
  everyMs: number;
}

/** Deletes facts and files beyond retention, and makes the log's partitions ahead, until the signal aborts. */
export async function keepForgetting(deps: ForgetDeps, signal: AbortSignal): Promise<void> {
  const { log, everyMs } = deps;
  while (!signal.aborted) {
    let more = false;
    try {
      more = await forget(deps);
    } catch (error) {
      log.warn("forgetting_failed", errorFields(error));
    }
    await pause(more ? 1_000 : everyMs, signal);
  }
}

/** One bounded round; true when there may be more to delete. */
async function forget({ sql, log, keepMs }: ForgetDeps): Promise<boolean> {
  const made = await makePartitions(sql, keepMs);
  if (made.length > 0) log.info("log_partitions_made", { made });
  const files = await forgetFiles(sql, keepMs);
  if (files > 0) log.info("files_forgotten", { count: files });
  const facts = await forgetOldFacts(sql, keepMs);
  if (facts > 0) log.info("facts_forgotten", { count: facts });
  const dropped = facts > 0 ? null : await dropOldPartition(sql, keepMs);
  if (dropped !== null) log.info("log_partition_dropped", { dropped });
  return files + facts > 0 || dropped !== null;
}
