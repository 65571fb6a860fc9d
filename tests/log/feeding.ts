import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { feedStreamId } from "../../protocol/ids.ts";
import { runEvery } from "../../protocol/async/run-every.ts";
import { createLogger } from "../../telemetry/log.ts";
import { Feeder } from "../../worker/feed/feeder.ts";
import { connect, type Sql } from "../../store/mod.ts";
import { readUntil, turnEnds } from "../support/api.ts";
import { coverageBreaks, feedEnd, followFeed, type SeenItem } from "../support/feed.ts";
import { eventually } from "../support/test-stack.ts";
import { analyst, t } from "./log-stack.ts";

let sql: Sql;
before(() => {
  sql = connect(t.database.urls.database, { name: "test" });
});
after(() => sql.end({ timeout: 1 }));

const isDone = ({ kind, status }: SeenItem) => kind === "TURN_CHANGED" && status === "COMPLETED";

/** What is waiting to be fed. */
const waiting = async () => {
  const [row] = await sql<{ n: number }[]>`select count(*) as n from feed_pending`;
  return row?.n;
};

/** The numbers of the stored feed. */
async function numbers(): Promise<number[]> {
  const rows = await sql<{ seq: number }[]>`
    select seq from events where stream_id = ${feedStreamId("default")} order by seq`;
  return rows.map(({ seq }) => seq);
}

test("the worker that feeds is killed: items wait, none is lost or doubled, and readers at both APIs get them", async () => {
  const start = await feedEnd(t.api);
  const id = await t.api.start(analyst, "Explain bonds in about 60 words");
  const filter = { conversationId: id };
  const readers = t.stack.urls.apis.map((url) =>
    readUntil(followFeed(t.api, { after: start, filter, url: `${url}/graphql` }), isDone)
  );
  await t.stack.kill("worker", "SIGKILL");
  const late = await t.api.start(analyst);
  await eventually("items wait", async () => (await waiting() ?? 0) > 0);
  await t.stack.startPart("worker");
  const [a = [], b = []] = await Promise.all(readers);
  assert.deepEqual(a.map(({ seq }) => seq), b.map(({ seq }) => seq));
  assert.deepEqual(coverageBreaks(a), []);
  assert.equal(new Set(a.map(({ kind, status }) => `${kind} ${status}`)).size, a.length);
  const isLate = ({ nodeId }: SeenItem) => nodeId === late;
  await readUntil(followFeed(t.api, { after: start }), isLate);
  await eventually("nothing waits", async () => await waiting() === 0);
  const all = await numbers();
  assert.deepEqual(all, all.map((_, n) => n + 1));
});

test("the worker that feeds hangs: another one takes over within two seconds, and leaves the feed to it again", async () => {
  const url = t.database.urls.database;
  const stopping = new AbortController();
  const own = connect(url, { name: "second-feeder", max: 2 });
  const feeder = new Feeder(own);
  const failures: unknown[] = [];
  const reporter = {
    failed: (_: unknown, error: unknown) => failures.push(error),
    succeeded: () => {},
  };
  const listening = await feeder.listen(url, createLogger("test", { write: () => {} }));
  const running = runEvery(feeder.task, reporter, stopping.signal);
  const start = await feedEnd(t.api);
  const items = followFeed(t.api, { after: start, filter: { kinds: ["CONVERSATION_STARTED"] } });
  await t.stack.kill("worker", "SIGSTOP");
  try {
    const next = items.next();
    const id = await t.api.start(analyst);
    const began = performance.now();
    assert.equal((await next).value?.nodeId, id);
    const took = performance.now() - began;
    assert.ok(took < 2_500, `it took ${took} ms`);
  } finally {
    await t.stack.kill("worker", "SIGCONT");
  }
  const ids: string[] = [];
  for (let n = 0; n < 20; n++) ids.push(await t.api.start(analyst));
  for (const id of ids) assert.equal((await items.next()).value?.nodeId, id);
  await items.return?.();
  stopping.abort();
  await running;
  await Promise.all([listening.close(), own.end({ timeout: 1 })]);
  assert.deepEqual(failures, []);
  const all = await numbers();
  assert.deepEqual(all, all.map((_, n) => n + 1));
});

test("an API is killed while a reader follows the feed: it resumes at the other one, and misses nothing", async () => {
  const start = await feedEnd(t.api);
  const [first = "", second = ""] = t.stack.urls.apis.map((url) => `${url}/graphql`);
  const id = await t.api.start(analyst, "hello");
  await readUntil(t.api.follow(id), turnEnds());
  const filter = { conversationId: id };
  const before: SeenItem[] = [];
  for await (const item of followFeed(t.api, { after: start, filter, url: second })) {
    before.push(item);
    if (before.length === 2) break;
  }
  await t.stack.kill("api-2", "SIGKILL");
  const after = before.at(-1)?.cursor;
  const rest = await readUntil(followFeed(t.api, { after, filter, url: first }), isDone);
  await t.stack.startPart("api-2");
  assert.deepEqual(coverageBreaks([...before, ...rest]), []);
  const whole = await readUntil(followFeed(t.api, { after: start, filter, url: second }), isDone);
  assert.deepEqual([...before, ...rest].map(({ seq }) => seq), whole.map(({ seq }) => seq));
});
