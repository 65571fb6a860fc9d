import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { idempotencyRetentionMs } from "../../protocol/limits.ts";
import type { Sql } from "../../store/database/sql.ts";
import { purgeCommands } from "../../store/commands/pending-commands.ts";
import { purgeIdempotencyKeys } from "../../store/commands/purge-idempotency-keys.ts";
import { purgeSymbols } from "../../store/research/symbols.ts";
import type { Logger } from "../../telemetry/log.ts";

/** Maximum number of keys deleted in one run. */
const limit = 1_000;
/** Between two runs, ms; less while there are more keys to delete. */
const intervalMs = 10 * 60_000;

/** Deletes idempotency keys, and the commands that were executed for them, past their retention; symbols after a day. */
export function purgeKeys(sql: Sql, log: Logger): PeriodicTask[] {
  const purge = async () => {
    const count = await purgeIdempotencyKeys(sql, { afterMs: idempotencyRetentionMs, limit });
    if (count > 0) log.info("retention.idempotency_keys_purged", { count });
    return count === limit ? 1_000 : undefined;
  };
  const purgeOldCommands = async () => void await purgeCommands(sql, idempotencyRetentionMs);
  const purgeOldSymbols = async () => void await purgeSymbols(sql);
  return [
    { name: "purgeIdempotencyKeys", intervalMs, run: purge },
    { name: "purgeCommands", intervalMs, run: purgeOldCommands },
    { name: "purgeSymbols", intervalMs, run: purgeOldSymbols },
  ];
}
