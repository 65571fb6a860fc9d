import { idempotencyRetentionMs } from "../../protocol/limits.ts";
import type { Sql } from "../../store/database/connect.ts";
import { purgeAgentCommands } from "../../store/agent/agent-commands.ts";
import { purgeIdempotencyKeys } from "../../store/commands/purge-idempotency-keys.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { pause } from "../pause.ts";

/** Most keys deleted at once. */
const limit = 1_000;
/** How often keys are looked at, ms; sooner while there are more. */
const interval = 10 * 60_000;

/** Deletes idempotency keys beyond their retention, until the signal aborts. */
export async function purgeKeysPeriodically(
  sql: Sql,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const gone = await purgeIdempotencyKeys(sql, { afterMs: idempotencyRetentionMs, limit }).catch(
      (error) => {
        log.warn("worker.purge_idempotency_keys_failed", errorFields(error));
        return 0;
      },
    );
    await purgeAgentCommands(sql, idempotencyRetentionMs).catch((error) => {
      log.warn("worker.purge_pending_commands_failed", errorFields(error));
    });
    if (gone > 0) log.info("retention.idempotency_keys_purged", { count: gone });
    await pause(gone === limit ? 1_000 : interval, signal);
  }
}
