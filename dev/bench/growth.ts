import { Client, Connection } from "@temporalio/client";
import { endOf, readUntil } from "../../tests/support/api.ts";
import type { TestStack } from "../../tests/support/test-stack.ts";
import { costBetween, costMeter } from "./cpu-cost.ts";
import { ms, summary, table } from "./stats.ts";

/** Numbers of turns at which to measure. */
const marks = [10, 100, 500, 1_000];
/** Turns measured at each mark, with the mark in their middle. */
const window = 20;
/** Turns of the young conversation before the measured ones, which start at its tenth. */
const young = 9;

const head = [
  "turn",
  "p50 ms",
  "of a young one",
  "ratio",
  "provider ms",
  "of a young one",
  "PostgreSQL, processor ms",
  "statements ms",
  "commits",
  "history bytes",
  "runs",
];

/**
 * A thousand turns in one conversation. At each mark its turns alternate with those of a new conversation, so that other
 * load affects both; the ratio compares them. The cost of the database is a mean of both, and grows with the old one only.
 */
export async function growth(t: TestStack, agent: string): Promise<string> {
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  const connection = await Connection.connect({ address: t.stack.urls.temporal });
  const old = await t.api.start(agent);
  const rows: string[][] = [];
  for (let turns = 0, n = 0; n < marks.length; n++, turns += window) {
    const mark = marks[n] ?? 0;
    for (; turns < mark - window / 2; turns++) await turn(t, old);
    const at = await compared(t, agent, old);
    rows.push([`${mark}`, ...at, ...await historyOf(new Client({ connection }), old)]);
  }
  await connection.close();
  return table(head, rows);
}

/** A window of the old conversation, interleaved with as many turns of a young one. */
async function compared(t: TestStack, agent: string, old: string): Promise<string[]> {
  const fresh = await t.api.start(agent);
  for (let n = 0; n < young; n++) await turn(t, fresh);
  await using meter = costMeter(t.stack);
  const [ofOld, ofYoung]: [number[], number[]] = [[], []];
  const seen = (await t.sandbox.ledger()).at(-1)?.id ?? 0;
  const before = await meter.now();
  for (let n = 0; n < window; n++) {
    ofOld.push(await turn(t, old));
    ofYoung.push(await turn(t, fresh));
  }
  const spent = costBetween(before, await meter.now(), 2 * window);
  const records = (await t.sandbox.ledger()).filter((r) => r.id > seen && r.finishedAt);
  const provider = (append: boolean) =>
    summary(
      records.flatMap((r, i) =>
        (i % 2 === 0) === append ? [Date.parse(r.finishedAt ?? "") - Date.parse(r.startedAt)] : []
      ),
    ).p50;
  const [a, b] = [summary(ofOld).p50, summary(ofYoung).p50];
  return [
    ms(a),
    ms(b),
    (a / b).toFixed(2),
    ms(provider(true)),
    ms(provider(false)),
    ms(spent.processor.postgres ?? 0),
    ms(spent.databaseMs),
    spent.commits.toFixed(1),
  ];
}

/** Bytes of the current workflow run, and the number of runs. */
async function historyOf(client: Client, conversation: string): Promise<string[]> {
  const workflowId = `conversation-default-${conversation}`;
  const { historySize } = await client.workflow.getHandle(workflowId).describe();
  const { count } = await client.workflow.count(`WorkflowId = "${workflowId}"`);
  return [`${historySize}`, `${count}`];
}

/** Takes a turn; the time from the mutation to its end at a subscriber, ms. */
async function turn(t: TestStack, id: string): Promise<number> {
  const startedAt = performance.now();
  const { turn, eventCursor } = await t.api.send(id, "say 3 tokens");
  await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
  return performance.now() - startedAt;
}
