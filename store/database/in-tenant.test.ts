import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type TestDatabase, testDatabase } from "../testing/database.ts";
import { connect } from "./connect.ts";
import { inTenant, tenantOf, unscoped } from "./in-tenant.ts";
import type { Db, Sql } from "./sql.ts";

let db: TestDatabase;
let pool: Sql;
before(async () => {
  db = await testDatabase();
  await db.sql`create table noted (n integer primary key, tenant text not null)`;
  pool = connect(db.url, { name: "test", max: 1 });
});
after(async () => {
  await pool.end({ timeout: 1 });
  await db[Symbol.asyncDispose]();
});

const setting = async (of: Db) => {
  const [row] = await of<{ tenant: string | null; pid: number }[]>`
    select nullif(current_setting('tramontane.tenant', true), '') as tenant, pg_backend_pid() as pid`;
  return row?.tenant ?? null;
};

test("a statement runs with its tenant, and the next one of the connection without", async () => {
  assert.equal(await setting(inTenant(pool, "a")), "a");
  assert.equal(await setting(pool), null);
  const both = [inTenant(pool, "a"), pool, inTenant(pool, "b"), pool];
  assert.deepEqual(await Promise.all(both.map(setting)), ["a", null, "b", null]);
  assert.equal(await setting(inTenant(inTenant(pool, "a"), "b")), "b");
});

test("parameters, fragments, identifiers and unsafe statements work, the first time and again", async () => {
  const sql = inTenant(pool, "a");
  for (const n of [1, 2, 3]) {
    const rows = await sql<{ n: number; tenant: string }[]>`
      insert into ${sql("noted")} (n, tenant) values (${n}, current_setting('tramontane.tenant'))
      returning ${sql`n, tenant`}`;
    assert.deepEqual([...rows], [{ n, tenant: "a" }]);
    assert.equal(rows.count, 1);
  }
  const [sum] = await sql.unsafe("select sum(n)::integer, $1::text as given from noted", ["x"]);
  assert.deepEqual(sum, { sum: 6, given: "x" });
  assert.equal(await setting(pool), null);
});

test("a transaction has the tenant from its first statement on, and its Tx knows it", async () => {
  const sql = inTenant(pool, "a");
  const seen = await sql.begin(async (tx) => [await setting(tx), tenantOf(tx), await setting(tx)]);
  assert.deepEqual(seen, ["a", "a", "a"]);
  const both = await sql.begin("read only", (tx) => [setting(tx), setting(tx)]);
  assert.deepEqual(both, ["a", "a"]);
  assert.equal(await setting(pool), null);
  assert.equal(tenantOf(pool), null);
  assert.equal(unscoped(sql), pool);
});

test("the setting ends with a statement or transaction that fails, and the next ones work", async () => {
  const sql = inTenant(pool, "a");
  for (const _ of [1, 2]) {
    await assert.rejects(sql`select 1 / ${0}::integer`, { code: "22012" });
    await assert.rejects(sql`select no_such_column`, { code: "42703" });
    await assert.rejects(sql`insert into noted values (${1}, 'a')`, { code: "23505" });
    await assert.rejects(sql.begin((tx) => tx`select 1 / 0`), { code: "22012" });
    const mine = new Error("mine");
    await assert.rejects(sql.begin(() => Promise.reject(mine)), mine);
    assert.equal(await setting(pool), null);
    assert.equal(await setting(sql), "a");
  }
});

test("a statement that fails at the commit is rejected", async () => {
  await db.sql`create table parents (n integer primary key)`;
  await db.sql`create table children (n integer references parents deferrable initially deferred)`;
  const sql = inTenant(pool, "a");
  for (const n of [1, 2]) {
    await assert.rejects(sql`insert into children values (${n})`, { code: "23503" });
  }
  assert.equal((await pool`select from children`).length, 0);
});

test("the setting ends with a statement that is cancelled, and the connection can be used again", async () => {
  const sql = inTenant(pool, "a");
  const slow = sql`select pg_sleep(30), 'to be cancelled'`.then(() => null, (error) => error);
  let found = false;
  while (!found) {
    const cancelled = await db.sql`select pg_cancel_backend(pid) from pg_stat_activity
      where query like '%to be cancelled%' and pid <> pg_backend_pid() and state = 'active'`;
    found = cancelled.length > 0;
  }
  assert.equal((await slow).code, "57014");
  assert.equal(await setting(pool), null);
  assert.equal(await setting(sql), "a");
});

test("a connection that is lost rejects what it ran, and the next statement gets another", async () => {
  const sql = inTenant(pool, "a");
  for (
    const work of [
      () => sql`select pg_terminate_backend(pg_backend_pid())`,
      () => sql.begin((tx) => tx`select pg_terminate_backend(pg_backend_pid())`),
    ]
  ) {
    const isLost = ({ code }: { code: string }) => /57P01|CONNECTION/.test(code);
    await assert.rejects(work, isLost);
    // The driver can report the end of a connection once more, to the first statement of the next.
    assert.equal(await setting(sql).catch((error) => isLost(error) ? setting(sql) : error), "a");
    assert.equal(await setting(pool), null);
  }
});

test("a statement that cannot be encoded is rejected, and blocks no connection", async () => {
  const sql = inTenant(pool, "a");
  const encode = (at: Date) => sql`select ${at}::timestamptz as at`;
  for (const at of [new Date(0), new Date(Number.NaN), new Date(0), new Date(Number.NaN)]) {
    const isValid = Number.isFinite(at.getTime());
    const outcome = await encode(at).then(() => true, () => false);
    assert.equal(outcome, isValid);
    assert.equal(await setting(sql), "a");
  }
});

test("a plan that a migration outdated is not used without the tenant", async () => {
  const sql = inTenant(pool, "a");
  const read = () =>
    sql`select *, current_setting('tramontane.tenant') as seen from noted where n = ${1}`;
  assert.equal((await read())[0]?.seen, "a");
  await db.sql`alter table noted add column more text`;
  await assert.rejects(read(), { code: "0A000" });
  assert.deepEqual((await read())[0], { n: 1, tenant: "a", more: null, seen: "a" });
  assert.equal(await setting(pool), null);
});

test("many statements of many tenants over few connections keep theirs, also through a pooler", async () => {
  for (const pooled of [false, true]) {
    await using few = Object.assign(connect(db.url, { name: "few", max: 3, pooled }), {
      [Symbol.asyncDispose]: () => few.end({ timeout: 1 }),
    });
    const wanted = Array.from({ length: 200 }, (_, n) => n % 7 === 0 ? null : `tenant${n % 5}`);
    const seen = await Promise.all(wanted.map((tenant, n) => {
      const of = tenant === null ? few : inTenant(few, tenant);
      return n % 11 === 0 ? of.begin((tx) => setting(tx)) : setting(of);
    }));
    assert.deepEqual(seen, wanted);
  }
});

test("a name with quotes and backslashes is a value, one with NUL is refused", async () => {
  for (
    const name of [
      "../",
      "default%00",
      "o'neil",
      "\\', true); drop table noted; --",
      "x".repeat(10_240),
    ]
  ) {
    assert.equal(await setting(inTenant(pool, name)), name);
  }
  assert.throws(() => inTenant(pool, "a\0"), TypeError);
});

test("nothing is sent over a pool that has ended", async () => {
  const ended = connect(db.url, { name: "ended", max: 1 });
  await ended.end();
  await assert.rejects(inTenant(ended, "a")`select 1`, { code: "CONNECTION_ENDED" });
});
