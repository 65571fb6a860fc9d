import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { testDatabase } from "../testing/database.ts";
import { readSchema } from "./read-schema.ts";

test("store/schema.sql is the schema of a migrated database; `deno task schema:database` writes it", async () => {
  await using db = await testDatabase();
  const written = await readFile(new URL("../schema.sql", import.meta.url), "utf8");
  assert.equal(await readSchema(db.sql), written);
});

test("each table and view says what it is", async () => {
  await using db = await testDatabase();
  const silent = await db.sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = current_schema()::regnamespace
      and relkind in ('r', 'p', 'v') and not relname ~ '^events_[0-9]{8}_' and relname <> 'migrations'
      and obj_description(oid, 'pg_class') is null order by 1`;
  assert.deepEqual(silent.map((t) => t.name), []);
});
