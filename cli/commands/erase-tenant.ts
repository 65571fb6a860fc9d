import { defineCommand } from "../command/define-command.ts";
import { eraseTenantArguments } from "../erase-tenant/arguments.ts";

/** `tramontane erase-tenant`. */
export const eraseTenant = defineCommand({
  ...eraseTenantArguments,
  async run({ words: [tenant = ""], values: { wait } }) {
    const { eraseTenant } = await import("../erase-tenant/erase-tenant.ts");
    const { temporalOf } = await import("../erase-tenant/temporal-of.ts");
    const { withSql } = await import("../backup/database.ts");
    const { loadConfig } = await import("../config/load-config.ts");
    const config = await loadConfig();
    const temporal = await temporalOf(config);
    const report = (line: string) => console.error(line);
    return await withSql(config, "erase-tenant", async (sql) => {
      const proof = await eraseTenant({ sql, temporal, report }, tenant, wait * 60_000);
      if (proof) console.log(JSON.stringify(proof, null, 2));
      return proof ? 0 : 1;
    });
  },
});
