import assert from "node:assert/strict";
import { before, test } from "node:test";
import { endOf, readUntil, ruleBreaks, turnEnds } from "../support/api.ts";
import { composition } from "./composition.ts";

// The part that the gate runs.
const { api, sandbox } = composition;
/** On a machine that does much else. */
const withinMs = 300_000;
before(async () => {
  await composition.up();
  await composition.untilReady();
  await api.register("analyst");
});

test("a question is answered with a tool, through every container", async () => {
  const id = await api.start("analyst", "What does NVDA cost?");
  const events = await readUntil(api.follow(id), turnEnds(), withinMs);
  assert.deepEqual(ruleBreaks(events), []);
  const { turns, usage } = await api.read(id);
  assert.deepEqual([turns.nodes[0]?.status, usage?.toolCalls], ["COMPLETED", 1]);
});

test("the worker is killed in mid-answer: nothing is lost, doubled or paid twice", async () => {
  const id = await api.start("analyst");
  const { turn, eventCursor } = await api.send(id, "Explain markets in about 300 words");
  let killed: Promise<void> | undefined;
  await readUntil(api.follow(id, eventCursor), (event) => {
    if (event.__typename === "TextDelta") killed ??= composition.kill("worker");
    return endOf(turn.id)(event);
  }, withinMs);
  await killed;
  const { turns, entries } = await api.read(id);
  assert.deepEqual(turns.nodes.map(({ status }) => status), ["COMPLETED"]);
  assert.deepEqual(entries.nodes.map(({ role }) => role), ["USER", "AGENT"]);
  assert.deepEqual(await sandbox.repeated(id), []);
  assert.equal(await sandbox.paidTwice(), 0);
});
