import { connect, type Sql } from "../../store/mod.ts";
import { writeLog } from "../../store/log/write-log.ts";
import { registerAnalyst } from "../../store/testing/database.ts";
import { player } from "../../store/testing/play-turns.ts";
import { startLogStack } from "../../tests/support/log-stack.ts";
import { WritePipeline } from "../../worker/model/drafts/write-pipeline.ts";
import { table } from "./stats.ts";

const measureMs = 4_000;
const piece = "some words of it ";

/** Deltas committed per second by the worker's pipeline, each writer waiting for its own; compared with bare inserts. */
export async function append(): Promise<string> {
  await using t = await startLogStack();
  const sql = connect(t.stack.urls.database, { name: "bench", max: 4 });
  await registerAnalyst(sql);
  await sql`create unlogged table bare (id bigserial primary key, body text)`;
  const rows = [];
  for (const writers of [1, 20, 200]) {
    const [ours, bare] = [await pipeline(sql, writers), await inserts(sql, writers)];
    rows.push([`${writers}`, ours.toFixed(0), bare.toFixed(0), (ours / bare).toFixed(2)]);
  }
  await sql.end({ timeout: 1 });
  const head = ["writers at once", "deltas/s, pipeline", "deltas/s, bare insert + NOTIFY", "ratio"];
  return table(head, rows);
}

async function pipeline(sql: Sql, writers: number): Promise<number> {
  const play = player(sql);
  const log = new WritePipeline((batch) => writeLog(sql, batch));
  const open = await Promise.all(Array.from({ length: writers }, async () => {
    const call = await play.claim(await play.start());
    return { call, entryId: await play.saying(call, piece) };
  }));
  return await rate(open.map(({ call, entryId }) => {
    let offset = piece.length;
    return async () => {
      const chunks = [{ entryId, part: 0, kind: "TEXT" as const, offset, text: piece }];
      offset += piece.length;
      const outcome = await log.write(() => ({
        call,
        opened: [],
        chunks,
        written: [{ entryId, part: 0 }],
      }));
      if (outcome !== "written") throw new Error(`not written: ${outcome}`);
    };
  }));
}

/** The same number of writers over the same four connections, without checks and grouping. */
async function inserts(sql: Sql, writers: number): Promise<number> {
  const one = async () =>
    void await sql`with row as (insert into bare (body) values (${piece}) returning id)
      select pg_notify('bare', id::text) from row`;
  return await rate(Array.from({ length: writers }, () => one));
}

/** Calls per second; each writer makes one after the other. */
async function rate(writers: readonly (() => Promise<void>)[]): Promise<number> {
  let count = 0;
  const startedAt = performance.now();
  const end = startedAt + measureMs;
  await Promise.all(writers.map(async (write) => {
    for (; performance.now() < end; count++) await write();
  }));
  return count * 1_000 / (performance.now() - startedAt);
}
