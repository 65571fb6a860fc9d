import { json } from "../../store/database/sql.ts";
import { turnEvent } from "../../store/log/events.ts";
import { connect, migrate, type Sql } from "../../store/mod.ts";
import { startLogStack } from "../../tests/support/log-stack.ts";
import { table } from "./stats.ts";

const measureMs = 3_000;

/** Commits per second: bare, with a NOTIFY, of events in a stream for each writer, and of events in one stream for all. */
export async function notify(): Promise<string> {
  await using t = await startLogStack();
  const sql = connect(t.stack.urls.database, { name: "bench", max: 32, keep: true });
  await migrate(sql);
  await sql`create table bare (id bigserial primary key, body text)`;
  await sql`insert into streams (id, tenant) select 'stream_' || n, 'default' from generate_series(0, 32) n`;
  const rows = [];
  for (const writers of [1, 8, 32]) {
    const cells = [];
    for (const commit of kinds) cells.push(await rate(writers, (w) => commit(sql, w)));
    rows.push([`${writers}`, ...cells.map((n) => n.toFixed(0))]);
  }
  await sql.end({ timeout: 1 });
  const head = [
    "writers",
    "bare insert",
    "insert + NOTIFY",
    "an event, own streams",
    "an event, one stream",
  ];
  return table(head, rows);
}

let events = 0;
const appendEvent = (sql: Sql, stream: number) =>
  sql`select append_events(${`stream_${stream}`}, ${
    json(sql, [turnEvent(`turn_${++events}`, "QUEUED")])
  })`;

const kinds: ((sql: Sql, writer: number) => PromiseLike<unknown>)[] = [
  (sql) => sql`insert into bare (body) values ('some words of it')`,
  (sql) =>
    sql`with row as (insert into bare (body) values ('some words of it') returning id)
      select pg_notify('bare', id::text) from row`,
  (sql, writer) => appendEvent(sql, writer),
  (sql) => appendEvent(sql, 32),
];

/** Commits per second of a number of writers; each makes one after the other. */
async function rate(writers: number, commit: (writer: number) => PromiseLike<unknown>) {
  const startedAt = performance.now();
  let done = 0;
  await Promise.all(Array.from({ length: writers }, async (_, writer) => {
    while (performance.now() - startedAt < measureMs) {
      await commit(writer);
      done++;
    }
  }));
  return done / (performance.now() - startedAt) * 1_000;
}
