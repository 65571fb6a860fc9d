import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { append, lockStream } from "./append.ts";
import { turnEvent } from "./events.ts";
import { type TestDatabase, testDatabase } from "../testing/database.ts";
import { dropOldPartition, makePartitions, partitionMs } from "./partitions.ts";
import { eventsAfter, eventsAt, eventsBefore, readChanges, readStream } from "./read-log.ts";
import { purgeOldEvents } from "./purge-old-events.ts";

const day = 24 * 60 * 60 * 1_000;
const retentionMs = 30 * day;
let db: TestDatabase;
before(async () => {
  db = await testDatabase();
});
after(() => db[Symbol.asyncDispose]());

type Partition = { name: string; fromAt: Date | null; toAt: Date | null };
const partitions = () =>
  db.sql<
    Partition[]
  >`select name, from_at, to_at from event_partitions where from_at is not null order by to_at`;
const tell = (id: string, n: number, status: "QUEUED" | "RUNNING" = "QUEUED") =>
  db.sql.begin(async (tx) => {
    await lockStream(tx, "default", id);
    return await append(tx, id, [turnEvent(`turn_${n}`, status)]);
  });
const close = (id: string) =>
  db.sql.begin((tx) => {
    const closedBy = { kind: "USER" as const, name: "local" };
    return append(tx, id, [{ id: `${id}/closed`, body: { kind: "ConversationClosed", closedBy } }]);
  });

/** All partitions, what is in them, and the times of the streams, are `days` older from now on. */
async function age(days: number) {
  const by = `interval '${days * 24} hours'`;
  const all = await partitions();
  await db.sql.begin(async (tx) => {
    await tx`alter table events detach partition events_past`;
    await tx`alter table events attach partition events_past for values from (minvalue) to ('2020-01-01')`;
    for (const { name, fromAt, toAt } of all) {
      await tx.unsafe(`alter table events detach partition ${name}`);
      const aged = `aged_${name}`;
      await tx.unsafe(`alter table ${name} rename to ${aged}`);
      await tx.unsafe(`update ${aged} set at = at - ${by}`);
      await tx.unsafe(`alter table events attach partition ${aged} for values
        from ('${fromAt?.toISOString()}'::timestamptz - ${by}) to ('${toAt?.toISOString()}'::timestamptz - ${by})`);
    }
    await tx.unsafe(
      `update streams set created_at = created_at - ${by}, last_event_at = last_event_at - ${by}`,
    );
  });
}
async function stream(id: string) {
  await db.sql`insert into streams (id, tenant) values (${id}, 'default')`;
  return id;
}
const seqs = async (id: string, after = 0) =>
  (await eventsAfter(db.sql, id, after, 100)).map((f) => f.seq);

test("partitions are made ahead, one after the other, and no more than needed", async () => {
  const made = await makePartitions(db.sql, retentionMs);
  assert.deepEqual(await makePartitions(db.sql, retentionMs), []);
  const all = await partitions();
  assert.ok(made.every((name) => all.some((p) => p.name === name)));
  assert.ok((all.at(-1)?.toAt?.getTime() ?? 0) >= Date.now() + 2 * partitionMs(retentionMs));
  for (const [i, p] of all.entries()) assert.deepEqual(p.fromAt, all[i - 1]?.toAt ?? p.fromAt);
  assert.deepEqual([partitionMs(retentionMs), partitionMs(day)], [3 * day, day / 4]);
});

test("a stream across several partitions is read and appended to without gaps or duplicates", async () => {
  const [open, closed] = [await stream("conversation_open"), await stream("conversation_closed")];
  for (const n of [1, 2]) await tell(open, n);
  await tell(closed, 1);
  await close(closed);
  await age(10);
  await makePartitions(db.sql, retentionMs);
  for (const n of [3, 4]) await tell(open, n);
  assert.equal(await tell(open, 1), 4, "known in an older partition");
  assert.equal(await tell(open, 4), 4, "known in this one");
  assert.deepEqual(await seqs(open), [1, 2, 3, 4]);
  assert.deepEqual((await eventsBefore(db.sql, open, 4, 2)).map((f) => f.seq), [2, 3]);
  const parts = await db.sql`select distinct tableoid from events where stream_id = ${open}`;
  assert.equal(parts.length, 2);
  const second = (await eventsAt(db.sql, [{ streamId: open, seq: 2 }]))[0];
  for (const at of [second?.at ?? null, null]) {
    const { events } = await readChanges(db.sql, [{
      tenant: "default",
      streamId: open,
      seq: 2,
      at,
      draft: 0,
    }]);
    assert.deepEqual(events.map((f) => f.seq), [3, 4]);
  }
});

test("a partition beyond retention is dropped; open streams continue, and the end of a stream stays", async () => {
  const [open, closed] = ["conversation_open", "conversation_closed"];
  const idle = await stream("conversation_idle");
  await tell(idle, 1);
  await age(25);
  const before = await partitions();
  assert.equal(await purgeOldEvents(db.sql, retentionMs), 0, "no row is deleted");
  assert.equal(await dropOldPartition(db.sql, retentionMs), before[0]?.name);
  assert.equal((await partitions()).length, before.length - 1);
  assert.deepEqual(await seqs(open), [3, 4]);
  assert.equal((await readStream(db.sql, "default", open))?.oldest, 3);
  const end = await readStream(db.sql, "default", closed);
  assert.deepEqual([end?.head, end?.oldest], [2, 2]);
  assert.deepEqual(await seqs(closed), [2]);
  assert.deepEqual((await eventsBefore(db.sql, closed, 3, 9)).map((f) => f.seq), [2]);
  const position = { tenant: "default", streamId: closed, seq: 1, at: null, draft: 0 };
  const [event] = (await readChanges(db.sql, [position])).events;
  assert.equal(event?.body.kind, "ConversationClosed");
  assert.deepEqual(await eventsAt(db.sql, [{ streamId: closed, seq: 2 }]), [event]);
});

test("a stream whose events were all dropped continues after its last number", async () => {
  const idle = "conversation_idle";
  while (await dropOldPartition(db.sql, 0));
  const state = await readStream(db.sql, "default", idle);
  assert.deepEqual([state?.head, state?.oldest], [1, 2]);
  assert.equal(await tell(idle, 2), 2);
  assert.deepEqual(await seqs(idle, 1), [2]);
});

test("without a partition for the current time an event goes to the default partition, and the next partition begins after it", async () => {
  const id = await stream("conversation_rest");
  await db.sql.unsafe((await partitions()).map((p) => `drop table ${p.name};`).join("\n"));
  await tell(id, 1);
  assert.equal((await db.sql`select from events_default where stream_id = ${id}`).count, 1);
  await makePartitions(db.sql, retentionMs);
  await tell(id, 2);
  assert.equal((await db.sql`select from events_default where stream_id = ${id}`).count, 1);
  assert.deepEqual(await seqs(id), [1, 2]);
  assert.equal(await tell(id, 1), 2, "known in the rest");
});

test("events in the default partition are purged when they are beyond retention and nothing older is kept", async () => {
  const id = await stream("conversation_old_rest");
  await db.sql`update streams set created_at = now() - interval '40 days' where id = ${id}`;
  await db.sql`delete from events_default`;
  await db.sql`alter table events detach partition events_past`;
  await db.sql`insert into events (tenant, stream_id, seq, id, kind, at, body)
    values ('default', ${id}, 1, '\\x00', 'TurnChanged', now() - interval '31 days', '{}')`;
  assert.equal(await purgeOldEvents(db.sql, retentionMs), 1);
  assert.deepEqual(await seqs(id), []);
});

test("nothing is done while another worker changes partitions", async () => {
  await db.sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(7401995)`;
    assert.deepEqual(await makePartitions(db.sql, 300 * day), []);
    assert.equal(await dropOldPartition(db.sql, 0), null);
  });
});
