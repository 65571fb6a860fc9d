import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { poll } from "../../protocol/async/poll.ts";
import { sleep } from "../../protocol/async/sleep.ts";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { type TestDatabase, testDatabase } from "../../store/testing/database.ts";
import { feedItems, makeWebhook } from "../../store/webhook/testing.ts";
import { type Got, Receiver } from "./receivers.ts";

const items = 1_000;
const root = new URL("../../", import.meta.url).pathname;

let db: TestDatabase;
let node: string;
const workers: ChildProcess[] = [];
before(async () => {
  db = await testDatabase();
  node = (await ownNode({ progress: () => {} })).path;
});
after(async () => {
  await Promise.all(workers.map(kill));
  await db[Symbol.asyncDispose]();
});

/** A process that sends, as a worker does. */
async function startWorker(): Promise<ChildProcess> {
  const script = `${root}worker/webhooks/testing/sending-process.ts`;
  const worker = spawn(node, [script], {
    env: { ...process.env, DATABASE_URL: db.url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  workers.push(worker);
  assert.ok(worker.stdout);
  await once(worker.stdout, "data");
  return worker;
}

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const gone = once(worker, "exit");
  worker.kill("SIGKILL");
  await gone;
}

/** A webhook to the receiver. */
async function hookOf(receiver: Receiver): Promise<string> {
  const made = await makeWebhook(db.sql, { url: receiver.url, kinds: ["ALIAS_MOVED"] });
  receiver.secret = made.secret;
  return made.id;
}

/** Waits are hours in the end: what has failed is due again at once, except where it cannot succeed here. */
const hurry = (except: string) =>
  db.sql`update webhook_deliveries set next_at = least(next_at, now())
    where state = 'PENDING' and claimed_until is null and webhook_id <> ${except}`;

test(`each of ${items} items reaches receivers that are killed, slow and failing while workers are killed, with one id each and an order that follows from the numbers`, async () => {
  const receivers = {
    sound: await new Receiver().start(),
    killed: await new Receiver().start(),
    slow: await new Receiver((n) => n < items && n % 200 === 7).start(), // never answers
    failing: await new Receiver((n, response) => {
      if (n % 10 !== 3) return false;
      response.writeHead(500).end("no");
      return true;
    }).start(),
    redirecting: await new Receiver((n, response) => {
      if (n % 25 !== 4) return false;
      response.writeHead(302, { location: receivers.trap.url }).end();
      return true;
    }).start(),
    trap: await new Receiver().start(),
  };
  const { trap, ...sinks } = receivers;
  const hooks = new Map<string, Receiver>();
  for (const receiver of Object.values(sinks)) hooks.set(await hookOf(receiver), receiver);
  const rebound = await makeWebhook(db.sql, {
    url: `https://rebound.example:${new URL(trap.url).port}/hook`,
    kinds: ["ALIAS_MOVED"],
  });
  await Promise.all([startWorker(), startWorker()]);
  const disturbed = disturb(receivers.killed);
  await feedItems(db.sql, items);
  const isDone = () => Object.values(sinks).every(({ got }) => distinct(got) === items);
  await poll(async () => (await hurry(rebound.id), isDone() || undefined), {
    ...{ withinMs: 150_000, everyMs: 300, what: "every item reaches every receiver" },
  });
  await disturbed;
  for (const { got, forged } of hooks.values()) {
    assert.equal(forged, 0);
    assertOrdered(got);
  }
  assert.equal(trap.requests, 0, "nothing followed a redirect or a name");
  await assertAttempts([...hooks.keys()], rebound.id);
  await Promise.all(Object.values(receivers).map((receiver) => receiver.kill()));
});

const distinct = (got: readonly Got[]) => new Set(got.map(({ seq }) => seq)).size;

/** One id for each number and one number for each id; and each number follows the one that its message names. */
function assertOrdered(got: readonly Got[]): void {
  const ids = new Map(got.map(({ id, seq }) => [id, seq]));
  assert.equal(ids.size, items);
  assert.ok(got.every(({ id, seq }) => ids.get(id) === seq));
  const bySeq = new Map(got.map((one) => [one.seq, one]));
  const order = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  order.forEach(({ previousSeq }, i) => i > 0 && assert.equal(previousSeq, order[i - 1]?.seq));
}

/** Kills a worker, then the receiver, and so on. What a killed worker had claimed is claimed again after 30 s. */
async function disturb(receiver: Receiver): Promise<void> {
  for (let round = 0; round < 8; round++) {
    await sleep(1_200);
    if (round % 2 === 0) {
      const [victim] = workers.splice(0, 1);
      if (victim) await kill(victim);
      await startWorker();
    } else {
      await receiver.kill();
      await sleep(300);
      await receiver.start();
    }
  }
}

/** Nothing is lost: all is delivered, and what leads to a name that was bound again waits, after attempts without a connection. */
async function assertAttempts(hooks: readonly string[], rebound: string): Promise<void> {
  const counts = (of: readonly string[]) =>
    db.sql`select state, count(*)::integer as count from webhook_deliveries
      where webhook_id = any(${of as string[]}) group by state`;
  const all = async () => {
    const rows = await counts(hooks);
    return rows.length === 1 ? rows : undefined;
  };
  // The receiver has the last message before its outcome is recorded; that of a killed worker is sent again.
  const states = await poll(all, {
    withinMs: 60_000,
    everyMs: 200,
    what: "every outcome is recorded",
  });
  assert.deepEqual([...states], [{ state: "DELIVERED", count: hooks.length * items }]);
  assert.deepEqual([...await counts([rebound])], [{ state: "PENDING", count: items }]);
  const failures = await db.sql<{ failure: string }[]>`
    select distinct failure from webhook_attempts a join webhook_deliveries d on d.id = a.delivery_id
    where webhook_id = ${rebound}`;
  assert.ok(failures.some(({ failure }) => /not in the public Internet/.test(failure)));
}
