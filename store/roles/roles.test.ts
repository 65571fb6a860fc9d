import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect } from "../database/connect.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import { raiseEpoch, readEpoch } from "../log/epoch.ts";
import { dropOldPartition, makePartitions } from "../log/partitions.ts";
import { purgeOldEvents } from "../log/purge-old-events.ts";
import { migrate, migrateAt, migrations } from "../database/migrate.ts";
import { registerAnalyst, type TestDatabase, testDatabase } from "../testing/database.ts";
import { player } from "../testing/play-turns.ts";
import { applicationRoles, definersOf } from "./privileges.ts";
import { asRoles, type RoleUrls } from "../testing/roles.ts";
import { excessOf, inspectRoleAt } from "./inspect.ts";
import { SchemaError } from "../database/migrate.ts";
import { checkSchema } from "./schema.ts";

const dayMs = 24 * 60 * 60 * 1_000;
let db: TestDatabase;
let urls: RoleUrls;
let api: Sql;
let worker: Sql;
before(async () => {
  db = await testDatabase();
  urls = await asRoles(db);
  api = connect(urls.api, { name: "test", max: 2 });
  worker = connect(urls.worker, { name: "test", max: 2 });
});
after(async () => {
  await Promise.all([api.end({ timeout: 1 }), worker.end({ timeout: 1 })]);
  await db[Symbol.asyncDispose]();
  await urls[Symbol.asyncDispose]();
});

test("the two roles can run a conversation: commands of the API, a turn of the worker, and the log for both", async () => {
  await registerAnalyst(db.sql);
  const { start } = player(inTenant(api, "default"));
  const model = player(inTenant(worker, "default"));
  const ref = await start("What does it cost?");
  await model.answer(await model.claim(ref), "Seven.");
  assert.deepEqual(await player(inTenant(api, "default")).statuses(ref), ["COMPLETED"]);
  const read = await player(inTenant(api, "default")).eventsOf(ref.conversationId);
  assert.ok(read.length > 3, read.join());
  assert.deepEqual(read, await player(db.sql).eventsOf(ref.conversationId));
  assert.match(await readEpoch(api), /^[0-9a-f]{10}$/);
});

test("the worker adds and drops partitions and purges events without owning a table; the API may not", async () => {
  assert.ok((await makePartitions(worker, 60 * dayMs)).length > 0);
  assert.equal(await purgeOldEvents(worker, dayMs), 0);
  assert.equal(await dropOldPartition(worker, 365 * dayMs), null);
  await assert.rejects(makePartitions(api, 365 * dayMs), { code: "42501" });
  await assert.rejects(dropOldPartition(api, 1), { code: "42501" });
});

test("what workers learn from servers and providers is read by the API, and changed by workers alone", async () => {
  const learned = ["mcp_servers", "provider_models", "symbols", "tenant_mcp_servers"];
  for (const table of learned) {
    await inTenant(api, "default")`select from ${api(table)}`;
    await assert.rejects(inTenant(api, "default")`delete from ${api(table)}`, { code: "42501" });
    await inTenant(worker, "default")`delete from ${worker(table)}`;
  }
});

const forbidden = [
  "drop table turns",
  "alter table turns add column x integer",
  "alter table turns disable trigger all",
  "alter table turns enable row level security",
  "create table mine (n integer)",
  "create trigger t before insert on turns for each row execute function suppress_redundant_updates_trigger()",
  "create or replace function notify_streams(ids text[]) returns void language sql as 'select 1'",
  "create index on turns (id)",
  "truncate turns",
  "insert into migrations (name) values ('x')",
  "delete from migrations",
  "update log_epoch set counter = 0",
  "set session_replication_role = replica",
  "alter role current_user superuser",
  "create role another",
  "set role tramontane",
  "copy turns to program 'true'",
  "select pg_read_file('/etc/hostname')",
];

for (const role of ["api", "worker"] as const) {
  test(`the role of the ${role} cannot change schema, privileges or server`, async () => {
    const sql = { api, worker }[role];
    for (const statement of forbidden) {
      const error = await sql.unsafe(statement).then(() => null, (e) => e as { code: string });
      assert.match(error?.code ?? "nothing was refused", /^(42501|42704|0LP01)$/, statement);
    }
    const excess = excessOf(await inspectRoleAt(urls[role]));
    assert.equal(excess, null);
  });
}

test("the API cannot change or delete events, or raise the epoch", async () => {
  const { count } = await inTenant(worker, "default")`select from events`;
  assert.ok(count > 0);
  await assert.rejects(api`update events set body = '{}'`, { code: "42501" });
  await assert.rejects(api`delete from events`, { code: "42501" });
  await assert.rejects(raiseEpoch(api), { code: "42501" });
});

test("a function that runs as the owner has a fixed search path, and only granted roles may run it", async () => {
  const functions = await db.sql<{ name: string; config: string[]; open: boolean }[]>`
    select proname as name, proconfig as config, exists (
      select from aclexplode(proacl) where grantee = 0) or proacl is null as open
    from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by proname`;
  const granted = new Set(applicationRoles.flatMap((role) => definersOf(role)));
  assert.deepEqual(functions.map((f) => f.name), [...granted].toSorted());
  for (const f of functions) {
    assert.ok(f.config.includes("search_path=public, pg_temp") && !f.open, f.name);
  }
});

test("a migration grants privileges on new tables, and revokes privileges that are not needed", async () => {
  await db.sql.unsafe("create table later (n integer primary key); create sequence later_numbers");
  await db.sql.unsafe(
    "grant delete on events to tramontane_api; grant truncate on later to tramontane_worker",
  );
  await assert.rejects(api`select * from later`, { code: "42501" });
  await migrate(db.sql);
  await api`insert into later values (1)`;
  await worker`update later set n = nextval('later_numbers')`;
  await assert.rejects(api`delete from events`, { code: "42501" });
  await assert.rejects(worker`truncate later`, { code: "42501" });
  await db.sql.unsafe("drop table later; drop sequence later_numbers");
});

test("a start of the owner writes nothing if all privileges are right", async () => {
  await migrate(db.sql);
  const xmins = () => db.sql`select max(xmin::text::bigint)::text as xmin from pg_class`;
  const before = await xmins();
  await migrate(db.sql);
  assert.deepEqual(await xmins(), before);
});

test("a role that owns nothing starts only on a current schema; the error says what to do otherwise", async () => {
  await checkSchema(urls.api);
  await checkSchema(urls.worker); // though it may not read all tables
  const newest = migrations.at(-1)?.name ?? "";
  await db.sql`delete from migrations where name = ${newest}`;
  await assert.rejects(checkSchema(urls.worker), (error) => {
    assert.ok(error instanceof SchemaError);
    assert.match(error.message, new RegExp(`lacks ${newest}.*MIGRATION_DATABASE_URL`));
    return true;
  });
  await db.sql`insert into migrations (name) values (${newest})`;
  await assert.rejects(checkSchema(urls.stranger), /may not read.*member of.*tramontane_api/);
});

test("a role that owns nothing does not start on an empty database, but once the owner has migrated it", async () => {
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  await db.admin`create database ${db.admin(name)}`;
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  try {
    await assert.rejects(checkSchema(at(urls.api)), /has no schema yet.*MIGRATION_DATABASE_URL/);
    assert.equal((await migrateAt(at(db.url))).length, migrations.length);
    await checkSchema(at(urls.api));
  } finally {
    await db.admin`drop database ${db.admin(name)} with (force)`;
  }
});
