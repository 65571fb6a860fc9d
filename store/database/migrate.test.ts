import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkSchema } from "../roles/schema.ts";
import { type TestDatabase, testDatabase } from "../testing/database.ts";
import { asRoles } from "../testing/roles.ts";
import { migrate, SchemaError } from "./migrate.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
});
after(() => db[Symbol.asyncDispose]());

/** What 0.1 left: its table of migrations, and tables with other columns under names that are still in use. */
const schemaOf01 = `
  drop schema public cascade;
  create schema public;
  create table migrations (name text primary key, applied_at timestamptz not null default now());
  insert into migrations (name) values ('0001-core'), ('0026-database-roles');
  create table turns (id text primary key, number integer);
  insert into turns values ('turn_1', 1);`;

const namesTheWayOut = (error: unknown) =>
  error instanceof SchemaError && /Tramontane 0\.1.*`deno task reset`/.test(error.message);

test("a database of 0.1 is refused with the way out, and stays as it is", async () => {
  await using urls = await asRoles(db);
  await db.sql.unsafe(schemaOf01);
  await assert.rejects(migrate(db.sql), namesTheWayOut);
  await db.sql`grant usage on schema public to tramontane_api`;
  await db.sql`grant select on migrations to tramontane_api`;
  await assert.rejects(checkSchema(urls.api), namesTheWayOut);
  const tables = await db.sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
    order by 1`;
  assert.deepEqual(tables.map((t) => t.name), ["migrations", "turns"]);
  assert.equal((await db.sql`select from migrations`).count, 2);
});
