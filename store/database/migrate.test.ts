import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { NewEvent } from "../../protocol/log/event.ts";
import { json, type Sql } from "./connect.ts";
import { turnEvent } from "../log/events.ts";
import { eventsAfter, readStream } from "../log/read-log.ts";
import { purgeOldEvents } from "../log/purge-old-events.ts";
import { migrate, migrations } from "./migrate.ts";
import { type TestDatabase, testDatabase } from "../testing/database.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await db.sql.unsafe("drop schema public cascade; create schema public");
  await migrate(db.sql, migrations.findIndex((m) => m.name.startsWith("0014")));
});
after(() => db[Symbol.asyncDispose]());

const ids = ["conversation_a", "conversation_b", "conversation_c"] as const;
const append = (sql: Sql, id: string, events: NewEvent[]) =>
  sql`select append_events(${id}, ${json(sql, events)})`;

/** What the release before the partitions asks of the log, word for word. */
const previous = {
  after: (sql: Sql, id: string, seq: number) =>
    sql<{ seq: number; body: unknown }[]>`
    select stream_id, seq, at, body from events
    where stream_id = ${id} and seq > ${seq} order by seq limit ${200}`,
  stand: (sql: Sql, id: string) =>
    sql<{ head: number; oldest: number }[]>`
    select s.head, coalesce((select min(seq) from events e where e.stream_id = s.id), s.head + 1) as oldest
    from streams s where s.id = ${id}`,
  forget: (sql: Sql) =>
    sql`with old as (
        select distinct o.stream_id from (
          select e.stream_id from events e join streams s on s.id = e.stream_id and e.seq < s.head
          where e.at < now() - ${30} * interval '1 day' limit 5000) o
        limit 100),
      through as (
        select o.stream_id, least(max(e.seq), min(e.seq) + 4999) as seq
        from old o join streams s on s.id = o.stream_id
        join events e on e.stream_id = o.stream_id and e.seq < s.head
          and e.at < now() - ${30} * interval '1 day'
        group by o.stream_id)
      delete from events e using through t where e.stream_id = t.stream_id and e.seq <= t.seq`,
};

test("a log of before is cut into partitions while it is written and read, and is read alike after it", async () => {
  const { sql } = db;
  await sql`insert into streams (id, tenant) select unnest(${[...ids]}::text[]), 'default'`;
  await append(sql, ids[0], Array.from({ length: 20 }, (_, n) => turnEvent(`turn_${n}`, "QUEUED")));
  await sql`update events set at = now() - interval '31 days' where seq <= 5`;
  const before = [...await previous.after(sql, ids[0], 0)];
  const written = new Map<string, number>(ids.slice(1).map((id) => [id, 0]));
  const done = new AbortController();
  const writers = [...written.keys()].map(async (id) => {
    for (let n = 1; !done.signal.aborted || n <= 50; n++) {
      await append(sql, id, [turnEvent(`turn_${n}`, "QUEUED")]);
      written.set(id, n);
      assert.equal((await previous.after(sql, id, n - 1)).length, 1);
    }
  });
  await migrate(sql);
  done.abort();
  await Promise.all(writers);
  assert.deepEqual([...await previous.after(sql, ids[0], 0)], before);
  for (const [id, n] of written) {
    const events = await eventsAfter(sql, id, 0, n + 1);
    assert.deepEqual(events.map((f) => f.seq), Array.from({ length: n }, (_, i) => i + 1));
  }
});

test("events that were there are known still: appended again they take no number", async () => {
  await append(db.sql, ids[0], [turnEvent("turn_3", "QUEUED"), turnEvent("turn_20", "QUEUED")]);
  const events = await eventsAfter(db.sql, ids[0], 0, 100);
  assert.deepEqual(events.map((f) => f.seq), Array.from({ length: 21 }, (_, i) => i + 1));
  assert.equal((await readStream(db.sql, "default", ids[0]))?.head, 21);
});

test("what was there is the first partition as it was: no row was moved, and no older partition follows", async () => {
  const [first] = await db.sql<{ name: string }[]>`
    select distinct tableoid::regclass::text as name from events where stream_id = ${ids[0]}`;
  assert.equal(first?.name, "events_past");
  const [own] = await db.sql`select from events_past where stream_id = ${ids[1]}`;
  assert.ok(own, "for a week events go on to where they went");
  const bounds = await db.sql<{ ahead: boolean }[]>`
    select to_at > now() + interval '6 days' as ahead from event_partitions where name = 'events_past'`;
  assert.equal(bounds[0]?.ahead, true);
});

test("the release before goes on: it appends, reads, and forgets", async () => {
  await append(db.sql, ids[0], [turnEvent("turn_21", "QUEUED")]);
  assert.equal((await previous.forget(db.sql)).count, 5);
  assert.deepEqual([...await previous.stand(db.sql, ids[0])], [{ head: 22, oldest: 6 }]);
  assert.equal(await purgeOldEvents(db.sql, 30 * 24 * 60 * 60 * 1_000), 0);
});
