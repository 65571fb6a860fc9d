import { auditArguments, pruneTime } from "../audit/arguments.ts";
import { defineCommand } from "../command/define-command.ts";

/** `tramontane audit`. */
export const audit = defineCommand({
  ...auditArguments,
  async run({ words: [what], values: { tenant, deployment, after, before } }) {
    const { exportAudit, pruneAudit, verifyAudit } = await import("../audit/audit.ts");
    const { withSql } = await import("../backup/database.ts");
    const { loadConfig } = await import("../config/load-config.ts");
    const { deploymentChain } = await import("../../protocol/audit/audit-event.ts");
    const chain = deployment ? deploymentChain : tenant;
    const config = await loadConfig();
    const until = pruneTime(before, config.auditRetentionDays ?? null, Date.now());
    if (what === "prune" && until === null) {
      console.error("Say --before, or set AUDIT_RETENTION: without them events are kept for ever.");
      return 2;
    }
    return await withSql(config, "audit", async (sql) => {
      if (what === "prune" && until !== null) return await pruneAudit(sql, chain, until, console);
      if (what === "verify") return await verifyAudit(sql, chain, console);
      await exportAudit(sql, chain, after, console.log);
      return 0;
    });
  },
});
