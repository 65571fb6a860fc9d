import { defineCommand } from "../command/define-command.ts";
import { taskCommand } from "../task-command.ts";

/** `tramontane raise-epoch`. */
export const raiseEpoch = defineCommand({
  name: "raise-epoch",
  summary: "Makes cursors from before a restore expire; run it after a restore by other tools",
  options: {},
  async run() {
    const { embeddedDatabase } = await import("../backup/database.ts");
    const { loadConfig } = await import("../config/load-config.ts");
    const { connect } = await import("../../store/database/connect.ts");
    const { raiseEpoch } = await import("../../store/log/epoch.ts");
    const { databaseUrl, migrationDatabaseUrl, home } = await loadConfig();
    const url = migrationDatabaseUrl ?? databaseUrl ?? embeddedDatabase(home);
    const sql = connect(url, { name: "tramontane-raise-epoch", max: 1 });
    try {
      const epoch = await raiseEpoch(sql);
      console.log(`The log's epoch is now ${epoch}: older cursors are refused.`);
      return 0;
    } catch (error) {
      console.error(`The epoch was not raised: ${error instanceof Error ? error.message : error}`);
      console.error(
        `PostgreSQL must run: \`${taskCommand("start")}\`, or the server of DATABASE_URL.`,
      );
      return 1;
    } finally {
      await sql.end({ timeout: 1 });
    }
  },
});
