import { idempotencyRetentionMs } from "../protocol/limits.ts";
import type { Sql } from "../store/connect.ts";
import { forgetOldIntents } from "../store/agents/intents.ts";
import { forgetKeys } from "../store/forget-keys.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import { pause } from "./pause.ts";

/** Most keys deleted at once. */
const most = 1_000;
/** How often keys are looked at, ms; sooner while there are more. */
const interval = 10 * 60_000;

/** Deletes idempotency keys beyond their retention, until the signal aborts. */
export async function keepForgettingKeys(
  sql: Sql,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const gone = await forgetKeys(sql, { afterMs: idempotencyRetentionMs, most }).catch((error) => {
      log.warn("idempotency_keys_unread", errorFields(error));
      return 0;
    });
    await forgetOldIntents(sql, idempotencyRetentionMs).catch((error) => {
      log.warn("agent_intents_unread", errorFields(error));
    });
    if (gone > 0) log.info("idempotency_keys_forgotten", { count: gone });
    await pause(gone === most ? 1_000 : interval, signal);
  }
}
