import assert from "node:assert/strict";
import { test } from "node:test";
import { endOf, readUntil, ruleBreaks, type SeenEvent, turnEnds } from "../support/api.ts";
import { modelRequests } from "../support/remote.ts";
import { restartStack, t } from "./faults-stack.ts";

const killWorker = async () => {
  await t.stack.kill("worker", "SIGKILL");
  await t.stack.startPart("worker");
};
const statuses = (events: SeenEvent[], kind: string) =>
  events.filter((e) => e.__typename === kind).map((e) => e.status);

for (const cut of ["store", "abort"] as const) {
  test(`a worker killed while tokens stream: the turn ends well (a cut call is ${cut}d)`, async () => {
    await t.sandbox.post("mode", { cut });
    const id = await t.api.start(t.analyst, `Explain markets (${cut}) in about 200 words`);
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

test("a worker killed while a tool runs: the model call before it is not repeated", async () => {
  await t.sandbox.post("yahoo", { delayMs: 1_500 });
  const id = await t.api.start(t.analyst, "What does TSLA cost?");
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

test("a message sent while no worker runs is answered once one starts", async () => {
  const id = await t.api.start(t.analyst);
  await t.stack.stopPart("worker");
  const { turn, eventCursor } = await t.api.send(id, "hello out there");
  assert.equal((await t.api.read(id)).live?.fromWorkflow, false);
  await t.stack.startPart("worker");
  await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
  assert.equal((await t.api.read(id)).turns.nodes.at(-1)?.status, "COMPLETED");
});

test("the sweeper wakes a conversation whose message was sent while Temporal was away", async () => {
  const id = await t.api.start(t.analyst);
  await t.stack.stopPart("temporal");
  const { turn, eventCursor } = await t.api.send(id, "hello anyway");
  await t.stack.startPart("temporal");
  await readUntil(t.api.follow(id, eventCursor), endOf(turn.id), 90_000);
});

test("the API is killed during an answer: readers resume and read the same", async () => {
  const id = await t.api.start(t.analyst, "Explain bonds in about 150 words");
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

test("a conversation goes on after the stack was stopped and started", async () => {
  const id = await t.api.start(t.analyst, "What do AAPL and MSFT cost?");
  await readUntil(t.api.follow(id), turnEnds());
  const question = await t.api.send(id, "Explain the difference in about 300 words");
  await restartStack();
  await readUntil(t.api.follow(id, question.eventCursor), endOf(question.turn.id), 90_000);
  const { turns, entries } = await t.api.read(id);
  assert.deepEqual(turns.nodes.map((n) => n.status), ["COMPLETED", "COMPLETED"]);
  assert.equal(entries.nodes.length, 6);
});
