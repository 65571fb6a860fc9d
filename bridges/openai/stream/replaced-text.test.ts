import assert from "node:assert/strict";
import { test } from "node:test";
import type { TurnEvent } from "../../../clients/client/turn/mod.ts";
import { recording } from "../../../clients/client/turn/testing/recordings.ts";
import { appended, numbers, readStream } from "./testing/read-stream.ts";

// A worker that was killed in mid-answer: the first attempt is discarded, the second one has an entry of its own.
const { turnId, live, replayed } = recording("killed");
const discardedAt = live.findIndex((e) =>
  e.__typename === "EntryChanged" && e.status === "DISCARDED"
);
const textOf = ({ output }: { output: object[] }) =>
  (output.at(-1) as { content: { text: string }[] }).content[0]?.text;

/** The first attempt said something else than the second one. */
const otherwise = live.map((event, i): TurnEvent =>
  event.__typename === "TextDelta" && i < discardedAt
    ? { ...event, text: event.text.toUpperCase() }
    : event
);

test("a second attempt that says the same continues the text: what is appended is the answer", () => {
  const read = readStream(turnId, live);
  assert.equal(appended(read.events), textOf(read));
  assert.equal(read.output.length, 1);
  const sorted = numbers(read.events).toSorted((a, b) => a - b);
  assert.deepEqual(numbers(read.events), sorted);
});

test("after any number of the second attempt the rest follows exactly, also in a replay", () => {
  const { events } = readStream(turnId, live);
  const second = events.findIndex(({ sequence_number }) => sequence_number > 2 ** 20);
  assert.ok(second > 2);
  for (const [i, { sequence_number: after }] of events.entries()) {
    if (i < second) continue;
    assert.deepEqual(readStream(turnId, replayed, { after }).events, events.slice(i + 1));
  }
});

test("after a number of the discarded attempt the whole item follows again", () => {
  const { events } = readStream(turnId, live);
  const [begun, first] = [events[2], events[4]];
  assert.equal(begun?.type, "response.output_item.added");
  assert.equal(first?.type, "response.output_text.delta");
  const rest = readStream(turnId, replayed, { after: first?.sequence_number ?? 0 });
  assert.deepEqual([rest.events[0]?.type, rest.events[0]?.item], [begun?.type, begun?.item]);
  assert.equal(appended(rest.events), textOf(rest));
});

test("a second attempt that says something else gets a new item, and only that one is the output", () => {
  const { events, output } = readStream(turnId, otherwise);
  const ended = events.filter(({ type }) => type === "response.output_item.done");
  const items = ended.map(({ item }) => item as { id: string; status: string });
  assert.deepEqual(items.map(({ status }) => status), ["incomplete", "completed"]);
  assert.deepEqual(ended.map(({ output_index }) => output_index), [0, 1]);
  assert.notEqual(items[0]?.id, items[1]?.id);
  assert.deepEqual(output, [items[1]]);
  assert.equal(textOf({ output }), textOf(readStream(turnId, replayed)));
});

test("who saw an item replaced resumes in the new one", () => {
  const { events } = readStream(turnId, otherwise);
  const second = events.findLastIndex(({ type }) => type === "response.output_item.added");
  for (const [i, { sequence_number: after }] of events.entries()) {
    if (i < second) continue;
    assert.deepEqual(readStream(turnId, replayed, { after }).events, events.slice(i + 1));
  }
});

test("live text that the final text corrects is replaced, too", () => {
  const corrected = replayed.flatMap((event): TurnEvent[] => {
    const begins = event.__typename === "EntryChanged" && event.status === "RUNNING" &&
      event.seq > (live[discardedAt]?.seq ?? 0);
    if (!begins) return [event];
    const { cursor, seq, entryId: nodeId } = event;
    const text = "This is not what the answer says in the end";
    const delta = { __typename: "TextDelta" as const, nodeId, part: 0, kind: "TEXT" as const };
    return [event, { ...delta, cursor, seq, fromSeq: seq + 1, offset: 0, text }];
  });
  const { events, output } = readStream(turnId, corrected);
  assert.equal(events.filter(({ type }) => type === "response.output_item.done").length, 2);
  assert.equal(textOf({ output }), textOf(readStream(turnId, replayed)));
});
