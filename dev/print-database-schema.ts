// Writes store/schema.sql from a migrated database on the embedded PostgreSQL, in a state folder of its own.
import { startStack } from "../cli/stack/stack.ts";
import { connect } from "../store/database/connect.ts";
import { migrate } from "../store/database/migrate.ts";
import { readSchema } from "../store/migrations/read-schema.ts";

const home = await Deno.makeTempDir({ prefix: "tramontane-schema-" });
const env = { ...Deno.env.toObject(), DATABASE_URL: "", MIGRATION_DATABASE_URL: "" };
try {
  await using stack = await startStack({ home, env, parts: ["postgres"] });
  const sql = connect(stack.urls.database, { name: "print-schema", max: 1 });
  await migrate(sql);
  await Deno.writeTextFile(new URL("../store/schema.sql", import.meta.url), await readSchema(sql));
  await sql.end();
} finally {
  await Deno.remove(home, { recursive: true });
}
console.log("store/schema.sql is written.");
