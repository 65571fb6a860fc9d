import assert from "node:assert/strict";
import { cpuUsage } from "node:process";
import { test } from "node:test";
import { applyEvent, conversationView, textOfEntry, type ViewEvent } from "./conversation-view.ts";
import { applyResearchEvent, researchView, type ResearchViewEvent } from "./research-view.ts";
import { timeline } from "./timeline.ts";

/** Turns of a long conversation: a message, a tool call, and an answer in eight pieces; 16 events each. */
function* conversation(turns: number): Generator<ViewEvent> {
  for (let n = 0; n < turns; n++) {
    yield { __typename: "TurnChanged", turnId: `turn${n}`, status: "RUNNING" };
    yield entry(`user${n}`, "COMPLETED");
    yield entry(`tool${n}`, "RUNNING");
    yield { __typename: "StepChanged", stepId: `model${n}`, status: "COMPLETED" };
    yield { __typename: "StepChanged", stepId: `tool${n}`, status: "COMPLETED" };
    yield entry(`agent${n}`, "RUNNING");
    for (let piece = 0; piece < 8; piece++) yield delta(`agent${n}`, piece);
    yield entry(`agent${n}`, "COMPLETED");
    yield { __typename: "TurnChanged", turnId: `turn${n}`, status: "COMPLETED" };
  }
}
const eventsPerTurn = 16;
const entry = (entryId: string, status: string) =>
  ({ __typename: "EntryChanged", entryId, status }) as const;
const delta = (nodeId: string, piece: number) => ({
  __typename: "TextDelta" as const,
  nodeId,
  part: 0,
  kind: "TEXT",
  offset: piece * 5,
  text: "text ",
});

/** Processor time of the fastest of some runs, ms: other work on the machine does not count. */
function fastest(run: () => void): number {
  const times = Array.from({ length: 3 }, () => {
    const start = cpuUsage();
    run();
    const { user, system } = cpuUsage(start);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}

/** Ten times what it takes on a machine of 2026; a fold that copies the list at each event takes 1,800 ms there. */
const maxMs = 600;
const foldAll = (events: readonly ViewEvent[]) => events.reduce(applyEvent, conversationView());

test("40,000 events of a conversation are folded without a copy of all entries at each", () => {
  const events = [...conversation(40_000 / eventsPerTurn)];
  assert.equal(events.length, 40_000);
  const ms = fastest(() => foldAll(events));
  assert.ok(ms < maxMs, `${ms.toFixed(0)} ms`);
  const view = foldAll(events);
  assert.equal(view.entries.length, 7_500);
  assert.equal(Object.keys(view.turns).length, 2_500);
});

test("one answer of 40,000 pieces, and a phase of research with as many, are folded without a copy of the text at each", () => {
  const pieces = Array.from({ length: 40_000 }, (_, n) => delta("a", n));
  const research = (events: readonly ResearchViewEvent[]) =>
    events.reduce(applyResearchEvent, researchView());
  for (const fold of [foldAll, research] as ((events: typeof pieces) => unknown)[]) {
    const ms = fastest(() => fold(pieces));
    assert.ok(ms < maxMs, `${ms.toFixed(0)} ms`);
  }
  assert.equal(foldAll(pieces).entries.map(textOfEntry).join("").length, 200_000);
});

test("an event changes the objects that it is about, and no others", () => {
  const before = foldAll([...conversation(200)]);
  const after = applyEvent(before, entry("agent7", "COMPLETED"));
  const changed = after.entries.filter((one, at) => one !== before.entries[at]);
  assert.deepEqual(changed.map(({ id }) => id), ["agent7"]);
  assert.equal(after.turns, before.turns);
  assert.equal(after.entries, after.entries);
  assert.equal(applyEvent(after, { __typename: "FromTheFuture" }), after);
  assert.equal(applyEvent(after, entry("agent7", "RUNNING")), after);
});

test("views that continue the same one are independent, also where they add the same entries in another order", () => {
  const start = foldAll([...conversation(3)]);
  const one = applyEvent(applyEvent(start, entry("x", "RUNNING")), entry("y", "RUNNING"));
  const other = applyEvent(applyEvent(start, entry("y", "RUNNING")), entry("x", "COMPLETED"));
  const last = (view: typeof one) =>
    view.entries.slice(9).map(({ id, status }) => `${id} ${status}`);
  assert.deepEqual([last(one), last(other)], [["x RUNNING", "y RUNNING"], [
    "y RUNNING",
    "x COMPLETED",
  ]]);
  assert.deepEqual(last(applyEvent(one, entry("x", "DISCARDED"))), ["y RUNNING"]);
  assert.deepEqual(last(applyEvent(other, delta("y", 0))), ["y RUNNING", "x COMPLETED"]);
  assert.equal(start.entries.length, 9);
});

test("a copy of a view that its reader has changed goes on from there", () => {
  const view = foldAll([...conversation(2)]);
  const copy = { ...view, entries: view.entries.filter(({ id }) => id.startsWith("agent")) };
  const next = applyEvent(copy, entry("agent0", "FAILED"));
  assert.deepEqual(next.entries.map(({ id, status }) => `${id} ${status}`), [
    "agent0 FAILED",
    "agent1 COMPLETED",
  ]);
  assert.deepEqual(next.turns, view.turns);
});

test("the view after any event of a timeline is that of a fold up to it, forwards and backwards", () => {
  const events = [...conversation(100)];
  const past = timeline(applyEvent, conversationView());
  for (const event of events) past.add(event);
  for (const count of [0, 1, 255, 256, 257, 900, events.length, 513, 6]) {
    assert.deepEqual(past.at(count), foldAll(events.slice(0, count)), `after ${count}`);
  }
  assert.throws(() => past.at(events.length + 1), RangeError);
  assert.throws(() => past.at(0.5), RangeError);
});

test("a seek applies at most 255 events, wherever it goes", () => {
  let applied = 0;
  const past = timeline((view: number, event: number) => (applied++, view + event), 0);
  for (let n = 1; n <= 10_000; n++) past.add(1);
  for (const count of [9_999, 1, 5_000, 255, 256]) {
    applied = 0;
    assert.equal(past.at(count), count);
    assert.ok(applied < 256, `${applied} events were applied`);
  }
});
