// `node main.mjs <task> [arguments]`, in the image of the worker: tasks of the operator that need the database alone.
// `docker compose run --rm operator keys create ...` runs it; next to a checkout, `deno task` does the same.
import { readFileSync } from "node:fs";
import process from "node:process";
import { ConfigError } from "../../protocol/config/read-config.ts";
import { connect } from "../../store/database/connect.ts";
import { UsageError } from "../command/command.ts";
import { nameCommands } from "../task-command.ts";
import { loadOperatorConfig } from "./config.ts";
import { tasks } from "./tasks.ts";

nameCommands((task) => `docker compose run --rm operator ${task}`);
process.exitCode = await run(process.argv.slice(2));

async function run([name = "", ...args]: string[]): Promise<number> {
  const task = tasks[name];
  if (!task) {
    console.error(`Say one of ${Object.keys(tasks).join(", ")}.`);
    return 2;
  }
  try {
    const { databaseUrl, authSecret } = loadOperatorConfig(
      process.env,
      (path) => readFileSync(path, "utf8"),
    );
    await using sql = withEnd(databaseUrl, name);
    return await task(args, { sql: sql.sql, authSecret, out: console });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof UsageError || error instanceof ConfigError ? 2 : 1;
  }
}

function withEnd(url: string, name: string) {
  const sql = connect(url, { name: `tramontane-${name}`, max: 1, patient: true });
  return { sql, [Symbol.asyncDispose]: () => sql.end({ timeout: 1 }) };
}
