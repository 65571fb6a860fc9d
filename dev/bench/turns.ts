import { endOf, readUntil, type SeenEvent } from "../../tests/support/api.ts";
import { Chat } from "./chat.ts";
import { cpuTimeBetween, processorTime } from "./cpu-time.ts";
import { processorCells, processorHead } from "./processor-columns.ts";
import type { LedgerRecord } from "../../tests/support/sandbox.ts";
import type { TestStack } from "../../tests/support/test-stack.ts";
import { ms, summary, table } from "./stats.ts";

const warmUp = 5;
const measured = 60;

/** Plain turns one after the other, without a pace of the model: the cost of everything else. */
export async function turns(t: TestStack, agent: string): Promise<string> {
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  const id = await t.api.start(agent);
  const [answered, firsts, wholes]: [number[], number[], number[]] = [[], [], []];
  const legs: number[][] = [];
  for (let i = 0; i < warmUp + measured; i++) {
    const { sent, first, whole, events } = await turn(t, id, `say 20 tokens, number ${i}`);
    if (i < warmUp) continue;
    legs.push(legsOf(events, (await t.sandbox.ledger()).at(-1)));
    answered.push(sent);
    firsts.push(first);
    wholes.push(whole);
  }
  const row = (name: string, values: number[]) => {
    const { p50, p99, max } = summary(values);
    return [name, ms(p50), ms(p99), ms(max)];
  };
  const whole = table([
    `${measured} turns in one conversation, from the mutation`,
    "p50 ms",
    "p99 ms",
    "max ms",
  ], [
    row("sendMessage answered", answered),
    row("first delta, or the answer, at the subscriber", firsts),
    row("TurnChanged COMPLETED at the subscriber", wholes),
  ]);
  const parts = legNames.map((name, leg) => row(name, legs.map((of) => of[leg] ?? NaN)));
  const clock = table(["of that, by the record's clock", "p50 ms", "p99 ms", "max ms"], parts);
  return [whole, clock, await costOf(t, agent)].join("\n\n");
}

/** What a turn costs when no other runs; the readings of the turns above would be in it. */
async function costOf(t: TestStack, agent: string): Promise<string> {
  using chat = await Chat.open(t.api.url, await t.api.start(agent));
  for (let i = 0; i < warmUp; i++) await chat.turn("say 20 tokens");
  const before = await processorTime(t.stack);
  for (let i = 0; i < measured; i++) await chat.turn("say 20 tokens");
  const used = cpuTimeBetween(before, await processorTime(t.stack));
  return table(["turns", ...processorHead("ms a turn")], [[
    `${measured}`,
    ...processorCells(used, measured),
  ]]);
}

const legNames = [
  "message committed -> call claimed: wake-up, workflow task, activity, claim",
  "call claimed -> request at the provider",
  "request -> its answer is out",
  "request -> first text written",
  "first text written -> turn committed",
];

/** The times between events in the record and in the provider's ledger, ms. */
function legsOf(events: readonly SeenEvent[], request?: LedgerRecord): number[] {
  const at = (type: string, status: string) =>
    Date.parse(events.find((e) => e.__typename === type && e.status === status)?.at ?? "");
  const asked = Date.parse(request?.startedAt ?? "");
  const claimed = at("StepChanged", "RUNNING");
  const written = at("EntryChanged", "RUNNING");
  return [
    claimed - at("TurnChanged", "QUEUED"),
    asked - claimed,
    Date.parse(request?.finishedAt ?? "") - asked,
    written - asked,
    at("TurnChanged", "COMPLETED") - written,
  ];
}

async function turn(t: TestStack, id: string, text: string) {
  const { eventCursor: before } = await t.api.read(id);
  const reader = t.api.follow(id, before);
  const startedAt = performance.now();
  const passed = () => performance.now() - startedAt;
  let first = 0;
  const sending = t.api.send(id, text).then(({ turn }) => ({ turn, sent: passed() }));
  const agents = (e: SeenEvent) =>
    e.__typename === "TextDelta" || (e.__typename === "EntryChanged" && e.status === "RUNNING");
  const { turn, sent } = await sending;
  const ends = endOf(turn.id);
  const events = await readUntil(reader, (event) => {
    if (first === 0 && agents(event)) first = passed();
    return ends(event);
  });
  return { sent, first, whole: passed(), events };
}
