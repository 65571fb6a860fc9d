import type { Sql } from "../store/connect.ts";
import { forgetFiles } from "../store/files.ts";
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

/** Deletes facts and files that are beyond retention, until the signal aborts. */
export async function keepForgetting(deps: ForgetDeps, signal: AbortSignal): Promise<void> {
  const { sql, log, keepMs, everyMs } = deps;
  while (!signal.aborted) {
    let gone = 0;
    try {
      const files = await forgetFiles(sql, keepMs);
      if (files > 0) log.info("files_forgotten", { count: files });
      gone = files + await forgetOldFacts(sql, keepMs);
      if (gone > files) log.info("facts_forgotten", { count: gone - files });
    } catch (error) {
      log.warn("forgetting_failed", errorFields(error));
    }
    await pause(gone > 0 ? 1_000 : everyMs, signal);
  }
}
