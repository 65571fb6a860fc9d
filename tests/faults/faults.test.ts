import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { endOf, readUntil, ruleBreaks, type SeenEvent, turnEnds } from "../support/api.ts";
import { modelRequests, repeatedFinished } from "../support/remote.ts";
import { startTestStack, startWithAnalyst, type TestStack } from "../support/test-stack.ts";

let t: TestStack;
let analyst: string;
before(async () => {
  ({ analyst, ...t } = await startWithAnalyst());
});
after(() => t[Symbol.asyncDispose]());

const killWorker = async () => {
  await t.stack.kill("worker", "SIGKILL");
  await t.stack.startPart("worker");
};
const statuses = (events: SeenEvent[], kind: string) =>
  events.filter((e) => e.__typename === kind).map((e) => e.status);

for (const cut of ["store", "abort"] as const) {
  test(`a worker killed while tokens stream: the turn ends well (a cut call is ${cut}d)`, async () => {
    await t.sandbox.post("mode", { cut });
    const id = await t.api.start(analyst, `Explain markets (${cut}) in about 200 words`);
    let killed: Promise<void> | null = null;
    const events = await readUntil(t.api.follow(id), (e) => {
      if (e.__typename === "TextDelta" && (e.offset ?? 0) > 100) killed ??= killWorker();
      return turnEnds()(e);
    });
    await killed;
    assert.deepEqual(ruleBreaks(events), []);
    assert.deepEqual(statuses(events, "EntryChanged"), [
      "COMPLETED",
      "RUNNING",
      "DISCARDED",
      "RUNNING",
      "COMPLETED",
    ]);
    const { entries, turns } = await t.api.read(id);
    assert.equal(turns.nodes[0]?.status, "COMPLETED");
    assert.equal(turns.nodes[0]?.steps[0]?.attempts, 2);
    assert.deepEqual(entries.nodes.map((e) => e.role), ["USER", "AGENT"]);
    await t.sandbox.post("mode", { cut: "store" });
  });
}

test("a worker killed while a tool runs: the model call before it is not made again", async () => {
  await t.sandbox.post("yahoo", { delayMs: 1_500 });
  const id = await t.api.start(analyst, "What does TSLA cost?");
  let killed: Promise<void> | null = null;
  const events = await readUntil(t.api.follow(id), (e) => {
    const runs = e.__typename === "StepChanged" && e.stepId?.startsWith("tool_");
    if (runs && e.status === "RUNNING") killed ??= killWorker();
    return turnEnds()(e);
  });
  await killed;
  await t.sandbox.post("yahoo", { delayMs: 0 });
  assert.deepEqual(ruleBreaks(events), []);
  const { turns } = await t.api.read(id);
  assert.equal(turns.nodes[0]?.status, "COMPLETED");
  assert.deepEqual(turns.nodes[0]?.steps.map((s) => [s.__typename, s.attempts]), [
    ["ModelCall", 1],
    ["ToolCall", 2],
    ["ModelCall", 1],
  ]);
  const asked = (await modelRequests(t, id)).map((r) => r.operation);
  assert.deepEqual(asked, ["conversations.start", "conversations.append"]);
});

test("a message sent while no worker is up is answered when one comes", async () => {
  const id = await t.api.start(analyst);
  await t.stack.stopPart("worker");
  const { turn, eventCursor } = await t.api.send(id, "hello out there");
  assert.equal((await t.api.read(id)).live?.fromWorkflow, false);
  await t.stack.startPart("worker");
  await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
  assert.equal((await t.api.read(id)).turns.nodes.at(-1)?.status, "COMPLETED");
});

test("a message sent while Temporal is away is rung again by the sweeper", async () => {
  const id = await t.api.start(analyst);
  await t.stack.stopPart("temporal");
  const { turn, eventCursor } = await t.api.send(id, "hello anyway");
  await t.stack.startPart("temporal");
  await readUntil(t.api.follow(id, eventCursor), endOf(turn.id), 90_000);
});

test("the API killed in mid-answer: readers resume and read the same", async () => {
  const id = await t.api.start(analyst, "Explain bonds in about 150 words");
  let killed: Promise<void> | null = null;
  const events = await readUntil(t.api.follow(id), (e) => {
    if (e.__typename === "TextDelta" && (e.offset ?? 0) > 60) killed ??= restartApi();
    return turnEnds()(e);
  });
  await killed;
  assert.deepEqual(ruleBreaks(events.filter((e) => e.__typename !== "TextDelta")), []);
  const { entries } = await t.api.read(id);
  assert.equal(entries.nodes.at(-1)?.status, "COMPLETED");
});

async function restartApi() {
  await t.stack.kill("api", "SIGKILL");
  await t.stack.startPart("api");
}

const failures: [string, object, string[]][] = [
  ["too many requests, with the wait it asks for", { kind: "rate_limit", retryAfter: 1 }, [
    "RATE_LIMITED",
  ]],
  ["a cut before the headers", { kind: "cut_before_headers" }, ["UNAVAILABLE"]],
  ["a cut in mid-stream", { kind: "cut_mid_stream", after: 5 }, ["UNAVAILABLE"]],
  ["an end without the last event", { kind: "close_without_done", after: 5 }, ["UNAVAILABLE"]],
  ["an error event", { kind: "error_event", after: 2 }, ["UNAVAILABLE"]],
  ["500 after the answer was stored", { kind: "commit_then_500" }, ["UNAVAILABLE"]],
  ["500 twice", { kind: "error_500", times: 2 }, ["UNAVAILABLE", "UNAVAILABLE"]],
  ["a 200 that cannot be read", { kind: "undecodable" }, ["UNAVAILABLE"]],
  ["409", { kind: "conflict" }, ["UNAVAILABLE"]],
];

for (const [what, fault, codes] of failures) {
  test(`the provider answers ${what}: told as a retry, then the turn ends well`, async () => {
    const id = await t.api.start(analyst, `First word about ${what}`);
    await readUntil(t.api.follow(id), turnEnds());
    await t.sandbox.post("faults", { ...fault, match: { textIncludes: `fault ${what}` } });
    const { eventCursor, turn } = await t.api.send(id, `fault ${what}`);
    const events = await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
    const waits = events.filter((e) => e.__typename === "StepChanged" && e.status === "WAITING");
    assert.deepEqual(waits.map((e) => e.failure?.code), codes);
    const { turns, entries } = await t.api.read(id);
    assert.equal(turns.nodes.at(-1)?.status, "COMPLETED");
    assert.deepEqual(entries.nodes.map((e) => e.role), ["USER", "AGENT", "USER", "AGENT"]);
    assert.deepEqual(repeatedFinished(await modelRequests(t, id)), []);
  });
}

test("a refusal for good ends the turn with a typed failure, and the next message works", async () => {
  const id = await t.api.start(analyst, "hello first");
  await readUntil(t.api.follow(id), turnEnds());
  const match = { textIncludes: "refuse me" };
  await t.sandbox.post("faults", { kind: "error_500", status: 422, match });
  const bad = await t.api.send(id, "please refuse me");
  await readUntil(t.api.follow(id, bad.eventCursor), endOf(bad.turn.id));
  const good = await t.api.send(id, "and now hello again");
  await readUntil(t.api.follow(id, good.eventCursor), endOf(good.turn.id));
  const { turns } = await t.api.read(id);
  assert.deepEqual(turns.nodes.map((n) => [n.status, n.failure?.code]), [
    ["COMPLETED", undefined],
    ["FAILED", "REFUSED"],
    ["COMPLETED", undefined],
  ]);
});

test("the stack stopped and started in the middle of a conversation goes on", async () => {
  const id = await t.api.start(analyst, "What do AAPL and MSFT cost?");
  await readUntil(t.api.follow(id), turnEnds());
  const home = t.stack.home.path;
  const question = await t.api.send(id, "Explain the difference in about 300 words");
  await t.stack.stop();
  t = await startTestStack({ home });
  await readUntil(t.api.follow(id, question.eventCursor), endOf(question.turn.id), 90_000);
  const { turns, entries } = await t.api.read(id);
  assert.deepEqual(turns.nodes.map((n) => n.status), ["COMPLETED", "COMPLETED"]);
  assert.equal(entries.nodes.length, 6);
});
