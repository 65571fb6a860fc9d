import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { endOf, readUntil, ruleBreaks, turnEnds } from "../support/api.ts";
import { modelRequests, remoteHistory, repeatedFinished, userTexts } from "../support/remote.ts";
import { eventually, startWithAnalyst, type TestStack, unique } from "../support/test-stack.ts";

const points = ["claimed", "before_request", "request_taken", "first_frame", "done", "committed"];
const kinds = ["start", "append", "restart", "results"] as const;
type Kind = typeof kinds[number];

/** One call that dies at one point; its agent's name is what the worker knows it by. */
interface Scenario {
  kind: Kind;
  point: string;
  agent: string;
}
const all: Scenario[] = kinds.flatMap((kind) =>
  points.map((point) => ({ kind, point, agent: unique(`${kind}-${point}`.replaceAll("_", "-")) }))
);
const killed: Scenario = { kind: "results", point: "done", agent: unique("killed") };
const order = (action: string) => ({ kind, point, agent }: Scenario) =>
  [action, point, kind, agent].join(":");

let t: TestStack;
before(async () => {
  t = await startWithAnalyst({
    CRASH_POINTS: [...all.map(order("drop")), order("kill")(killed)].join(","),
  });
  for (const { agent } of [...all, killed]) await t.api.register(agent);
});
after(() => t[Symbol.asyncDispose]());

const failing = "this one is refused";

/** Brings a conversation to its call that dies, follows it to the end of that turn; what was said in good turns. */
async function run({ kind, agent }: Scenario) {
  const told = unique("said");
  const text = kind === "results" ? `What does AAPL cost? ${told}` : `tell me of ${told}`;
  if (kind === "start" || kind === "results") {
    const id = await t.api.start(agent, text);
    const events = await readUntil(t.api.follow(id), turnEnds());
    return { id, events, from: 0, said: [text] };
  }
  const id = await t.api.start(agent, `hello ${told}`);
  await readUntil(t.api.follow(id), turnEnds());
  if (kind === "restart") {
    const bad = await t.api.send(id, `${failing} ${told}`);
    await readUntil(t.api.follow(id, bad.eventCursor), endOf(bad.turn.id));
  }
  const { eventCursor, turn } = await t.api.send(id, text);
  const events = await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
  const from = (events[0]?.fromSeq ?? 1) - 1;
  return { id, events, from, said: [`hello ${told}`, text] };
}

/** What is wrong with a conversation whose call died; nothing when all is well. */
async function faults(scenario: Scenario, ran: Awaited<ReturnType<typeof run>>): Promise<string[]> {
  const { id, events, from, said } = ran;
  const wrong = ruleBreaks(events, from);
  const { turns, entries, usage } = await t.api.read(id);
  const turn = turns.nodes.at(-1);
  if (turn?.status !== "COMPLETED") wrong.push(`the turn is ${turn?.status}`);
  if (entries.nodes.some((e) => e.status === "RUNNING")) wrong.push("an entry is left open");
  const requests = await modelRequests(t, id);
  if (repeatedFinished(requests).length > 0) wrong.push("a finished call was made again");
  const base = requests.findLast((r) => r.ran === "full")?.conversation ?? "";
  const texts = userTexts(await remoteHistory(t, base));
  if (texts.join("|") !== said.join("|")) wrong.push(`the provider knows ${texts.join("|")}`);
  const answers = entries.nodes.filter((e) => e.role === "AGENT" && e.status === "COMPLETED");
  if (answers.length !== said.length) wrong.push(`${answers.length} answers`);
  // Between the record's mark and the request nothing can tell whether it went out.
  const unsure = scenario.point === "before_request" &&
    ["start", "restart"].includes(scenario.kind);
  if (usage.possiblyPaidTwice !== (unsure ? 1 : 0)) wrong.push(`paid ${usage.possiblyPaidTwice}`);
  return wrong.map((what) => `${scenario.kind} at ${scenario.point}: ${what}`);
}

/** The requests that asked the model for what the last one did. */
async function askedAlike(id: string) {
  const requests = await modelRequests(t, id);
  return requests.filter((r) => r.inputHash === requests.at(-1)?.inputHash);
}

test("every call that dies at a point ends well, and is paid once where the provider finishes it", async () => {
  await t.sandbox.post("mode", { cut: "store", lockMs: 500, freshEntryIds: true });
  const refuse = { kind: "error_500", status: 422, match: { textIncludes: failing } };
  await t.sandbox.post("faults", { ...refuse, times: 6 });
  const wrong = await Promise.all(all.map(async (scenario) => {
    const ran = await run(scenario);
    const asked = (await askedAlike(ran.id)).length;
    return [
      ...(asked === 1 ? [] : [`${scenario.kind} at ${scenario.point}: asked ${asked} times`]),
      ...await faults(scenario, ran),
    ];
  }));
  assert.deepEqual(wrong.flat(), []);
});

test("what a provider drops with its client is asked for again, and what it finished first is not", async () => {
  await t.sandbox.post("mode", { cut: "abort", lockMs: 500 });
  await t.sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 300 });
  const refuse = { kind: "error_500", status: 422, match: { textIncludes: failing } };
  await t.sandbox.post("faults", { ...refuse, times: 2 });
  const open = all.filter(({ point }) => point === "request_taken" || point === "first_frame");
  const asked: string[] = [];
  const wrong = await Promise.all(open.map(async (scenario) => {
    const ran = await run(scenario);
    asked.push(...(await askedAlike(ran.id)).map((r) => r.ran));
    return await faults(scenario, ran);
  }));
  await t.sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 5 });
  assert.deepEqual(wrong.flat(), []);
  assert.equal(asked.filter((how) => how === "full").length, open.length);
  assert.ok(asked.includes("partial"), "something was dropped");
});

test("an answer that the record shows only later is asked for again, never doubled, never another turn's", async () => {
  await t.sandbox.post("mode", { cut: "store", historyLagMs: 60_000 });
  const hidden = all.filter((s) => s.point === "first_frame" && s.kind !== "restart");
  const ran = await Promise.all(hidden.map(async (s) => ({ s, ...await run(s) })));
  await t.sandbox.post("mode", { historyLagMs: 0 });
  for (const { s, id, said } of ran) {
    const next = await t.api.send(id, `and then ${s.kind}`);
    await readUntil(t.api.follow(id, next.eventCursor), endOf(next.turn.id));
    const { turns, entries } = await t.api.read(id);
    assert.deepEqual(turns.nodes.map((n) => n.status), turns.nodes.map(() => "COMPLETED"));
    assert.equal(entries.nodes.filter((e) => e.role === "AGENT").length, said.length + 1);
    const remote = (await modelRequests(t, id)).at(-1)?.conversation ?? "";
    const texts = userTexts(await remoteHistory(t, remote));
    assert.deepEqual(texts, [...said, `and then ${s.kind}`]);
  }
});

test("a worker killed with the whole answer in its hands: the next one adopts what the provider kept", async () => {
  const running = run(killed);
  await eventually("the worker is dead", () => Promise.resolve(workerState() === "failed"));
  await t.stack.startPart("worker");
  assert.deepEqual(await faults(killed, await running), []);
  const { usage } = await t.api.read((await running).id);
  assert.equal(usage.estimated, true);
});

const workerState = () => t.stack.processes().find((p) => p.name === "worker")?.state;
