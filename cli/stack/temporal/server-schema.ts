import postgres from "postgres";
import { runCommand } from "../supervise/run-command.ts";
import { serverDatabases } from "./server-config.ts";

const schemas = {
  [serverDatabases.main]: "postgresql/v12/temporal",
  [serverDatabases.visibility]: "postgresql/v12/visibility",
};

/** Creates the server's databases where they are missing, and migrates their tables. May be repeated. */
export async function makeServerSchema(sqlTool: string, databaseUrl: string): Promise<void> {
  const made = await makeDatabases(databaseUrl, Object.keys(schemas));
  for (const [database, schema] of Object.entries(schemas)) {
    const run = (...args: string[]) =>
      runCommand(sqlTool, ["--database", database, ...args], {
        env: toolVariables(new URL(databaseUrl)),
      });
    if (made.includes(database)) await run("setup-schema", "--version", "0.0");
    await run("update-schema", "--schema-name", schema);
  }
}

async function makeDatabases(databaseUrl: string, names: readonly string[]): Promise<string[]> {
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 3 });
  const made: string[] = [];
  try {
    for (const name of names) {
      const [found] = await sql`select 1 from pg_database where datname = ${name}`;
      if (found) continue;
      await sql`create database ${sql(name)}`;
      made.push(name);
    }
    return made;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Variables instead of arguments, which every user of the machine can see. */
const toolVariables = ({ hostname, port, username, password }: URL) => ({
  SQL_PLUGIN: "postgres12",
  SQL_HOST: hostname,
  SQL_PORT: port || "5432",
  SQL_USER: decodeURIComponent(username),
  SQL_PASSWORD: decodeURIComponent(password),
});
