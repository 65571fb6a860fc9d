import { defineCommand } from "../command/define-command.ts";
import { quotasArguments, quotaTask } from "../quotas/arguments.ts";

/** `tramontane quotas`. */
export const quotas = defineCommand({
  ...quotasArguments,
  async run(given) {
    const { runQuotaTask } = await import("../quotas/quotas.ts");
    const { withSql } = await import("../backup/database.ts");
    const { loadConfig } = await import("../config/load-config.ts");
    await withSql(
      await loadConfig(),
      "quotas",
      (sql) => runQuotaTask(sql, quotaTask(given), console.log),
    );
    return 0;
  },
});
