import assert from "node:assert/strict";
import { connect as dial, createServer, type Socket } from "node:net";
import { after, before, test } from "node:test";
import { sleep } from "../../protocol/async/sleep.ts";
import { type TestDatabase, testDatabase } from "../testing/database.ts";
import { noteOf } from "./notified-text.ts";
import { listen, type ListenTimes } from "./listen-to-log.ts";

const times: ListenTimes = { beat: 30, silence: 150, safety: 60_000, retry: [10, 50] };
let db: TestDatabase;
before(async () => {
  db = await testDatabase();
});
after(() => db[Symbol.asyncDispose]());

/** A listener that counts its connections, and can be waited for. */
async function listening(
  url: string,
  connecting: () => Promise<unknown> = () => Promise.resolve(),
) {
  const seen: (string | null)[] = [];
  const waiting: { when: () => boolean; done: () => void }[] = [];
  const state = { connections: 0, lost: 0 };
  const look = () => waiting.forEach(({ when, done }) => when() && done());
  const { close } = await listen(url, {
    onStreams: (ids) => {
      seen.push(...(ids ?? [null]));
      look();
    },
    onEvents: (events) => {
      seen.push(...events.map((e) => `${e.streamId}:${e.seq} ${e.body.kind} ${e.at.getTime()}`));
      look();
    },
    onTexts: (texts) => {
      seen.push(...texts.map((t) => `${t.streamId}:${t.text}`));
      look();
    },
    onConnected: async () => {
      await connecting();
      state.connections++;
    },
    onLost: () => {
      state.lost++;
      look();
    },
  }, times);
  const until = (when: () => boolean) =>
    new Promise<void>((done) => {
      waiting.push({ when, done });
      look();
    });
  return { seen, state, until, close };
}
const notify = (payload: string) => db.sql`select pg_notify('tramontane_log', ${payload})`;

test("a listener first checks all streams, then reports those of each notification, and no heartbeats", async () => {
  const l = await listening(db.url);
  await notify("a,b");
  await l.until(() => l.seen.includes("b"));
  await sleep(4 * times.beat);
  assert.deepEqual(l.seen, [null, "a", "b"]);
  assert.equal(l.state.connections, 1, "its own heartbeats came back");
  await l.close();
});

test("a connection that the server ends is replaced, and all streams are checked", async () => {
  const l = await listening(db.url);
  await db.sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'tramontane-log-listen' and datname = current_database()`;
  await l.until(() => l.seen.filter((s) => s === null).length === 2);
  await notify("c");
  await l.until(() => l.seen.includes("c"));
  assert.deepEqual([l.state.connections, l.state.lost], [2, 1]);
  await l.close();
});

test("a connection that is open but silent is noticed and replaced", async () => {
  const { hostname, port } = new URL(db.url);
  const sockets: Socket[] = [];
  const proxy = createServer((client) => {
    const server = dial(Number(port), hostname);
    for (const socket of [client, server]) socket.on("error", () => {});
    client.pipe(server).pipe(client);
    sockets.push(client, server);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const own = (proxy.address() as { port: number }).port;
  const l = await listening(Object.assign(new URL(db.url), { port: String(own) }).href);
  for (const socket of sockets.splice(0)) socket.unpipe().pause();
  await l.until(() => l.state.connections === 2 && l.seen.filter((s) => s === null).length === 2);
  await notify("d");
  await l.until(() => l.seen.includes("d"));
  await l.close();
  proxy.close();
  for (const socket of sockets) socket.destroy();
});

test("a server that refuses connections is tried until it accepts one", async () => {
  const l = await listening(db.url);
  const name = new URL(db.url).pathname.slice(1);
  await db.admin`alter database ${db.admin(name)} allow_connections false`;
  await db.admin`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'tramontane-log-listen' and datname = ${name}`;
  await l.until(() => l.state.lost >= 3);
  await db.admin`alter database ${db.admin(name)} allow_connections true`;
  await l.until(() => l.seen.filter((s) => s === null).length === 2);
  assert.equal(l.state.connections, 2);
  await l.close();
});

test("text and events are reported only once all changes before them are known: until then, their streams are to be read", async () => {
  const payload = `e,\n[7,0,${
    noteOf({ draftId: "m", part: 0, kind: "TEXT", offset: 0, text: "hi" })
  }]`;
  const events = `f,\n[0,1234,[5,[{"kind": "TurnChanged"}, {"kind": "EntryChanged"}]]]`;
  const l = await listening(db.url, async () => {
    await notify(payload);
    await notify(events);
    await sleep(100); // until they have arrived
  });
  assert.deepEqual(l.seen, ["e", "f", "f", null]);
  await notify(payload);
  await notify(events);
  await l.until(() => l.seen.length === 7);
  assert.deepEqual(l.seen.slice(4), ["e:hi", "f:5 TurnChanged 1234", "f:6 EntryChanged 1234"]);
  await l.close();
});

test("a failed first connection is reported", async () => {
  const nowhere = Object.assign(new URL(db.url), { pathname: "/no_such_database" }).href;
  await assert.rejects(listening(nowhere), /does not exist/);
});
