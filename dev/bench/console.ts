import { ConsoleTests } from "../../tests/console/kit.ts";
import {
  type StreamedWork,
  streamToPage,
  typed,
} from "../../tests/console/streaming/stream-to-page.ts";
import { ms, table } from "./stats.ts";

/** Turns of the conversations, two entries each. */
const turns = [50, 1_000];

/** A page with a long conversation while 200 tokens a second arrive and someone types: long tasks and latencies of keys. */
export async function consolePage(): Promise<string> {
  await using t = new ConsoleTests();
  await t.start();
  const rows = [];
  for (const count of turns) rows.push(rowOf(await streamToPage(t, count)));
  return `200 tokens a second arrive; ${typed.length} characters are typed\n\n${table(head, rows)}`;
}

const head = [
  ...["entries", "longest task ms", "tasks over 50 ms", "key to frame p95 ms"],
  ...["processor ms, streaming", "of it scripts", "processor ms, typing"],
];

function rowOf({ entries, streaming, typing }: StreamedWork): string[] {
  const tasks = [...streaming.longTasks, ...typing.longTasks];
  return [
    `${entries}`,
    tasks.length === 0 ? "under 50" : ms(Math.max(...tasks)),
    `${tasks.length}`,
    p95(typing.keyLatencies),
    ms(streaming.processorMs),
    ms(streaming.scriptMs),
    ms(typing.processorMs),
  ];
}

/** Keys that were quicker than 16 ms are not reported by the browser. */
function p95(latencies: readonly number[]): string {
  const place = Math.ceil(typed.length * 0.95) - (typed.length - latencies.length) - 1;
  return place < 0 ? "under 16" : ms(latencies.toSorted((a, b) => a - b)[place] ?? 0);
}
