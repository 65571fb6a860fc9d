import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect } from "./connect.ts";
import { type TestDatabase, testDatabase } from "../testing/database.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
});
after(() => db[Symbol.asyncDispose]());

test("transactions whose connections are terminated fail one by one, and the process continues", async () => {
  const works = Array.from({ length: 8 }, () =>
    db.sql.begin(async (tx) => {
      await tx`select 1`;
      await tx`select pg_sleep(10)`;
    }));
  const failed = Promise.allSettled(works);
  const asleep = () =>
    db.admin`select pid from pg_stat_activity
      where datname = ${new URL(db.url).pathname.slice(1)} and query like '%pg_sleep%'`;
  while ((await asleep()).length < 8);
  await db.admin`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${new URL(db.url).pathname.slice(1)}`;
  assert.ok((await failed).every((work) => work.status === "rejected"));
  const [row] = await db.sql.begin((tx) => tx<{ n: number }[]>`select 1 as n`);
  assert.equal(row?.n, 1);
});

test("a transaction that fails for another reason is rolled back", async () => {
  await db.sql`create table kept (n integer)`;
  const failing = db.sql.begin(async (tx) => {
    await tx`insert into kept values (1)`;
    throw new Error("no");
  });
  await assert.rejects(failing, /no/);
  assert.equal((await db.sql`select from kept`).length, 0);
});

test("a second pool reads and writes arrays like the first one", async () => {
  const second = connect(db.url, { name: "second" });
  const [row] = await second<{ texts: string[]; numbers: number[] }[]>`
    select ${["a", "b"]}::text[] as texts, ${[1, 2]}::bigint[] as numbers`;
  assert.deepEqual(row, { texts: ["a", "b"], numbers: [1, 2] });
  assert.equal((second.options as { fetch_types?: boolean }).fetch_types, false);
  await second.end();
});
