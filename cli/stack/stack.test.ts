import assert from "node:assert/strict";
import { test } from "node:test";
import postgres from "postgres";
import { AlreadyRunningError } from "./home-lock.ts";
import { type Stack, startStack } from "./stack.ts";

const begin = (home: string): Promise<Stack> =>
  startStack({ home, parts: ["postgres"], env: { PATH: Deno.env.get("PATH"), HOME: home } });

async function ask<T>(stack: Stack, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(stack.urls.database, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

test("the embedded PostgreSQL uses UTF8, requires its password and keeps its data", async () => {
  const home = await Deno.makeTempDir({ prefix: "tramontane-test-" });
  const first = await begin(home);
  const [row] = await ask(first, async (sql) => {
    await sql`create table kept (text text)`;
    await sql`insert into kept values ('Grüße 🌬')`;
    return await sql`select current_setting('server_encoding') as encoding`;
  });
  assert.equal(row?.encoding, "UTF8");
  const wrong = postgres(first.urls.database.replace(/:[0-9a-f]+@/, ":wrong@"), { max: 1 });
  await assert.rejects(wrong`select 1`, /password authentication failed/);
  await wrong.end({ timeout: 1 });
  await first.stop();

  const second = await begin(home);
  assert.equal(second.urls.database, first.urls.database);
  assert.deepEqual([...await ask(second, (sql) => sql`select * from kept`)], [{ text: "Grüße 🌬" }]);
  await second.destroy();
  await assert.rejects(Deno.stat(home), Deno.errors.NotFound);
});

test("a PostgreSQL that is killed restarts with its committed data", async () => {
  const stack = await begin(await Deno.makeTempDir({ prefix: "tramontane-test-" }));
  await ask(stack, (sql) => sql`create table kept as select 1 as one`);
  await stack.kill("postgres", "SIGKILL");
  await stack.stopPart("postgres");
  await stack.startPart("postgres");
  assert.deepEqual([...await ask(stack, (sql) => sql`select * from kept`)], [{ one: 1 }]);
  await stack.destroy();
});

test("a second stack of the same folder is refused", async () => {
  const home = await Deno.makeTempDir({ prefix: "tramontane-test-" });
  const stack = await begin(home);
  await assert.rejects(begin(home), AlreadyRunningError);
  await stack.destroy();
});

test("a server of the operator replaces the embedded one", async () => {
  const makeHome = () => Deno.makeTempDir({ prefix: "tramontane-test-" });
  const theirs = await begin(await makeHome());
  const at = async (url: string) => {
    const env = { PATH: Deno.env.get("PATH"), DATABASE_URL: url };
    const ours = await startStack({ home: await makeHome(), parts: ["postgres"], env });
    assert.equal(ours.urls.database, url);
    const [postgres] = ours.processes();
    await ours.destroy();
    return postgres;
  };
  const asApi = await at(theirs.urls.databases.api);
  assert.deepEqual([asApi?.state, asApi?.source, asApi?.pid], ["ready", "DATABASE_URL", undefined]);
  const asOwner = await at(theirs.urls.database);
  assert.match(asOwner?.source ?? "", /^DATABASE_URL; role tramontane is a superuser/);
  assert.deepEqual([...await ask(theirs, (sql) => sql`select 1 as one`)], [{ one: 1 }]);
  await theirs.destroy();
});
