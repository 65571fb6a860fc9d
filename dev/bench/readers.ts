import { sleep } from "../../protocol/async/sleep.ts";
import { eventLog } from "../../src/log/event-log.ts";
import { openHub } from "../../src/log/hub.ts";
import { connect, openLog } from "../../store/mod.ts";
import { createLogger } from "../../telemetry/log.ts";
import { type LogStack, type OpenAnswer, startLogStack } from "../../tests/support/log-stack.ts";
import { measureEcho, measureNotify } from "./baseline.ts";
import { ms, summary, table } from "./stats.ts";
import { socketSubscribers } from "./subscribers.ts";

const now = () => performance.timeOrigin + performance.now();
const seconds = 6;
const pace = 5;
const loads = [
  { streams: 1, readers: 1 },
  { streams: 1, readers: 100 },
  { streams: 1, readers: 1_000 },
  { streams: 200, readers: 1 },
];

/** Time from the write of a delta to its readers: PostgreSQL, notification, GraphQL, WebSocket. */
export async function readers(): Promise<string> {
  await using t = await startLogStack();
  const base = await bareBase(t);
  const rows = [];
  for (const load of loads) {
    const { latencies, written } = await measure(t, load);
    const { p50, p99, max, count } = summary(latencies);
    const share = `${(100 * count / (written * load.readers)).toFixed(1)} %`;
    const ratio = (p50 / base.p50).toFixed(1);
    rows.push([load.streams, load.readers, share, ms(p50), ms(p99), ms(max), ratio].map(String));
  }
  const head = ["streams", "readers of each", "delivered", "p50 ms", "p99 ms", "max ms", "ratio"];
  const words = `Base: insert + NOTIFY to a listener, then a bare WebSocket echo: p50 ${
    ms(base.p50)
  } ms, p99 ${ms(base.p99)} ms. ${pace} pieces a second in each stream.`;
  return `${table(head, rows)}\n\n${words}\n\n${await queries(t)}`;
}

async function bareBase({ sql, stack }: LogStack) {
  const notified = summary(await measureNotify(sql, stack.urls.database, 200));
  const echoed = summary(await measureEcho(200));
  return { p50: notified.p50 + echoed.p50, p99: notified.p99 + echoed.p99 };
}

async function measure(t: LogStack, { streams, readers }: typeof loads[number]) {
  const answers = await Promise.all(Array.from({ length: streams }, () => t.open()));
  const ids = answers.flatMap((a) => Array.from({ length: readers }, () => a.conversationId));
  const latencies: number[] = [];
  let measuring = false;
  const open = await socketSubscribers(t.stack.urls.graphql, ids, (_, text) => {
    if (!measuring || text === undefined) return;
    const at = now();
    for (const [, sent] of text.matchAll(/(\d{13}\.\d{3})/g)) latencies.push(at - Number(sent));
  });
  await sleep(500);
  measuring = true;
  const written = await Promise.all(answers.map(paced));
  await sleep(1_000);
  open.close();
  return { latencies, written: written.reduce((a, b) => a + b) };
}

async function paced(answer: OpenAnswer): Promise<number> {
  await sleep(Math.random() * 1_000 / pace);
  for (let i = 0; i < seconds * pace; i++) {
    const due = sleep(1_000 / pace);
    await answer.write(`${now().toFixed(3)} `);
    await due;
  }
  return seconds * pace;
}

/** Queries of the reading side for each write, counted in a hub with a thousand readers. */
async function queries(t: LogStack): Promise<string> {
  const sql = connect(t.stack.urls.database, { name: "bench" });
  const source = await openLog(sql, t.stack.urls.database);
  let asked = 0;
  const counting = {
    ...source,
    changes: (p: Parameters<typeof source.changes>[0]) => (asked++, source.changes(p)),
  };
  const hub = await openHub(counting, { log: createLogger("bench", { write: () => {} }) });
  const log = eventLog(counting, hub, "default");
  const rows = [];
  for (const { streams, readers } of loads) {
    const answers = await Promise.all(Array.from({ length: streams }, () => t.open()));
    const ids = answers.flatMap((a) => Array.from({ length: readers }, () => a.conversationId));
    const all = await Promise.all(
      ids.map((id) => log.subscribe(id, { after: null, deltas: true })),
    );
    const reading = all.map(async (events) => {
      for await (const _ of events);
    });
    await sleep(300);
    const before = asked;
    for (let i = 0; i < 20; i++) await Promise.all(answers.map((a) => a.write("more ")));
    await sleep(300);
    rows.push([streams, readers, 20 * streams, asked - before].map(String));
    await Promise.all(all.map((events) => events.return?.()));
    await Promise.all(reading);
  }
  await hub.close();
  await sql.end({ timeout: 1 });
  return table(["streams", "readers of each", "commits", "queries"], rows);
}
