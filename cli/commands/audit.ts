import { auditArguments } from "../audit/arguments.ts";
import { defineCommand } from "../command/define-command.ts";

/** `tramontane audit`. */
export const audit = defineCommand({
  ...auditArguments,
  async run({ words: [what], values: { tenant, deployment, after } }) {
    const { exportAudit, verifyAudit } = await import("../audit/audit.ts");
    const { withSql } = await import("../backup/database.ts");
    const { loadConfig } = await import("../config/load-config.ts");
    const { deploymentChain } = await import("../../protocol/audit/audit-event.ts");
    const chain = deployment ? deploymentChain : tenant;
    return await withSql(await loadConfig(), "audit", async (sql) => {
      if (what === "verify") return await verifyAudit(sql, chain, console);
      await exportAudit(sql, chain, after, console.log);
      return 0;
    });
  },
});
