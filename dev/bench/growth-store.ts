import { json } from "../../store/database/sql.ts";
import { turnEvent } from "../../store/log/events.ts";
import { eventsAfter, eventsAt, readChanges, readStream } from "../../store/log/read-log.ts";
import { connect, migrate, type Sql } from "../../store/mod.ts";
import { registerAnalyst } from "../../store/testing/database.ts";
import { player } from "../../store/testing/play-turns.ts";
import { startLogStack } from "../../tests/support/log-stack.ts";
import { fillStore } from "./fill-store.ts";
import { summary, table } from "./stats.ts";

const conversations = 20_000;
const times = 300;

/** Size of rows, cost of the log's hot statements with one and with many partitions, and rows that a turn writes. */
export async function growthStore(): Promise<string> {
  await using t = await startLogStack();
  const few = await filled(t.stack.urls.database, "few", 0);
  const many = await filled(t.stack.urls.database, "many", 30);
  try {
    return [
      await rowSizes(many),
      await statements(few, many),
      await turnCost(many),
    ].join("\n\n");
  } finally {
    await Promise.all([few, many].map((sql) => sql.end({ timeout: 1 })));
  }
}

/** A database with the rows of 30 days, in a partition for each of the last `days`. */
async function filled(server: string, name: string, days: number): Promise<Sql> {
  const admin = connect(server, { name: "bench", max: 1 });
  await admin`create database ${admin(name)}`;
  await admin.end();
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const sql = connect(url, { name: "bench", max: 1, patient: true, keep: true });
  await migrate(sql);
  await fillStore(sql, { conversations, days: 30, partitions: days });
  return sql;
}

async function rowSizes(sql: Sql): Promise<string> {
  type Size = { name: string; rows: number; heap: number; indexes: number };
  const sizes = await sql<Size[]>`
    select case when relname like 'events_2%' then 'events' else relname end as name, sum(reltuples)::bigint as rows,
      sum(pg_table_size(oid))::bigint as heap, sum(pg_indexes_size(oid))::bigint as indexes
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples >= 1000
    group by 1 order by sum(pg_total_relation_size(oid)) desc`;
  const rows = sizes.map(({ name, rows, heap, indexes }) => [
    name,
    (rows / conversations).toFixed(1),
    (heap / rows).toFixed(0),
    (indexes / rows).toFixed(0),
    ((heap + indexes) / conversations / 1024).toFixed(2),
  ]);
  const whole = sizes.reduce((n, { heap, indexes }) => n + heap + indexes, 0) / conversations /
    1024;
  const head = ["table", "rows", "bytes a row", "of its indexes", "KiB a conversation"];
  return table(head, [...rows, ["all", "", "", "", whole.toFixed(1)]]);
}

/** A stream: of a month ago, of the last day, or one that spans the month. */
async function streamOf(sql: Sql, which: "old" | "new" | "long"): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select id from streams where case ${which}::text
      when 'long' then last_event_at - created_at > interval '15 days'
      when 'new' then created_at > now() - interval '20 hours'
      else created_at < now() - interval '20 days' and last_event_at - created_at < interval '1 day' end
    order by id limit 1`;
  if (!row) throw new Error(`there is no ${which} stream`);
  return row.id;
}

async function statements(few: Sql, many: Sql): Promise<string> {
  const rows: string[][] = [];
  for (const which of ["new", "old", "long"] as const) {
    for (const name of Object.keys(hot) as (keyof typeof hot)[]) {
      const cells = [];
      for (const sql of [few, many]) {
        const id = await streamOf(sql, which);
        cells.push((await p50(() => hot[name](sql, id)) * 1_000).toFixed(0));
      }
      rows.push([name, which, ...cells]);
    }
  }
  const [{ count = 0 } = {}] = await many<
    { count: number }[]
  >`select count(*) from event_partitions`;
  return table(
    ["statement", "stream", "p50 µs, 4 partitions", `p50 µs, ${count} partitions`],
    rows,
  );
}

let appended = 0;
/** The hot statements of the log. */
const hot = {
  "append a new event": (sql: Sql, id: string) =>
    sql`select append_events(${id}, ${json(sql, [turnEvent(`turn_new${++appended}`, "QUEUED")])})`,
  "the head of a stream": (sql: Sql, id: string) => readStream(sql, "default", id),
  "resume after event 15": (sql: Sql, id: string) => eventsAfter(sql, id, 15, 200),
  "an event by its number": (sql: Sql, id: string) => eventsAt(sql, [{ streamId: id, seq: 20 }]),
  "a wake-up with nothing new": (sql: Sql, id: string) =>
    readChanges(sql, [{ tenant: "default", streamId: id, seq: 1_000_000, at: null, draft: 0 }]),
};

async function p50(run: () => PromiseLike<unknown>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    await run();
    took.push(performance.now() - startedAt);
  }
  return summary(took).p50;
}

/** Turns whose answer arrives in one delta. */
async function turnCost(sql: Sql): Promise<string> {
  await registerAnalyst(sql);
  const play = player(sql);
  const ref = await play.start();
  await play.answer(await play.claim(ref), "hello ".repeat(60));
  const before = await counters(sql);
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    await play.send(ref, `message ${i} `.repeat(10));
    await play.answer(await play.claim(ref), "hello ".repeat(60));
    took.push(performance.now() - startedAt);
  }
  const after = await counters(sql);
  const each = (of: keyof typeof after) => (after[of] - before[of]) / times;
  return table(["of a plain turn", ""], [
    ["WAL, KiB", (each("wal") / 1024).toFixed(1)],
    ["commits", each("commits").toFixed(1)],
    ["p50 ms, the first 20 turns", summary(took.slice(0, 20)).p50.toFixed(1)],
    [`p50 ms, the last 20 of ${times}`, summary(took.slice(-20)).p50.toFixed(1)],
    ["rows read by scans of whole tables", each("scanned").toFixed(0)],
    ["rows inserted", each("inserted").toFixed(1)],
    ["rows updated", each("updated").toFixed(1)],
    ["of these in place (HOT)", `${(100 * each("hot") / each("updated")).toFixed(0)} %`],
  ]);
}

async function counters(sql: Sql) {
  await sql`select pg_stat_force_next_flush()`;
  await sql`select pg_stat_clear_snapshot()`;
  type Counters = Record<"wal" | "commits" | "inserted" | "updated" | "hot" | "scanned", number>;
  const [row] = await sql<Counters[]>`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as wal,
      (select xact_commit from pg_stat_database where datname = current_database()) as commits,
      sum(n_tup_ins) as inserted, sum(n_tup_upd) as updated, sum(n_tup_hot_upd) as hot,
      sum(seq_tup_read) filter (where n_live_tup > 1000) as scanned from pg_stat_user_tables`;
  if (!row) throw new Error("no counters");
  return row;
}
