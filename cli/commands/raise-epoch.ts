// `deno task raise-epoch`: the last step of putting data back from a copy; see docs/operations.md.
import { connect } from "../../store/database/connect.ts";
import { raiseEpoch } from "../../store/log/epoch.ts";
import { embeddedDatabase } from "../backup/database.ts";
import { here } from "../config/load-config-or-exit.ts";
import { taskCommand } from "../task-command.ts";

const { databaseUrl, migrationDatabaseUrl, home } = await here();
const sql = connect(migrationDatabaseUrl ?? databaseUrl ?? embeddedDatabase(home), {
  name: "tramontane-raise-epoch",
  max: 1,
});
try {
  const counter = await raiseEpoch(sql);
  console.log(`The log's epoch is raised to ${counter}: cursors from before are refused now.`);
} catch (error) {
  console.error(`The epoch was not raised: ${error instanceof Error ? error.message : error}`);
  console.error(
    `PostgreSQL must be running: \`${taskCommand("start")}\`, or the server of DATABASE_URL.`,
  );
  Deno.exitCode = 1;
} finally {
  await sql.end({ timeout: 1 });
}
