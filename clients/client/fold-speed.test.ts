import assert from "node:assert/strict";
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

/** Processor time of the fastest of some runs, ms: other work on the machine only adds to it. */
function fastest(run: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

const foldAll = (events: readonly ViewEvent[]) => events.reduce(applyEvent, conversationView());

test("40,000 events of a conversation are folded in a time that grows with their number, not its square", () => {
  const events = [...conversation(40_000 / eventsPerTurn)];
  assert.equal(events.length, 40_000);
  const fifth = events.slice(0, 8_000);
  const ratio = fastest(() => foldAll(events)) / fastest(() => foldAll(fifth));
  assert.ok(ratio < 12, `five times the events took ${ratio.toFixed(1)} times the time`);
});

test("one answer of 40,000 pieces, and a phase of research with as many, are folded in linear time", () => {
  const pieces = Array.from({ length: 40_000 }, (_, n) => delta("a", n));
  const research = (events: readonly ResearchViewEvent[]) =>
    events.reduce(applyResearchEvent, researchView());
  for (const fold of [foldAll, research] as ((events: typeof pieces) => unknown)[]) {
    const ratio = fastest(() => fold(pieces)) / fastest(() => fold(pieces.slice(0, 8_000)));
    assert.ok(ratio < 12, `five times the pieces took ${ratio.toFixed(1)} times the time`);
  }
  assert.equal(foldAll(pieces).entries.map(textOfEntry).join("").length, 200_000);
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
