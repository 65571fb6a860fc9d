import assert from "node:assert/strict";
import { test } from "node:test";
import { play, withDueTimes } from "./player.ts";
import { parseRecording, recordedLine } from "./recording.ts";
import { delta, fact, type SampleEvent } from "./testing/sample-log.ts";

const recorded = [
  { at: 100, event: fact(1) },
  { at: 140, event: delta(1, 0, "Hé\n") },
  { at: 9_140, event: fact(2) },
];
const text = recorded.map(recordedLine).join("\n") + "\n";

async function all(events: AsyncIterable<SampleEvent>): Promise<SampleEvent[]> {
  const list: SampleEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}

test("a recording is read as it was written", () => {
  assert.deepEqual(parseRecording(text), recorded);
});

test("a line that is no event is named", () => {
  const missing = { name: "SyntaxError", message: /^line 2 .* missing: at, fromSeq$/ };
  const bad = `${recordedLine(recorded[0]!)}\n{"event":{"cursor":"c","seq":1}}`;
  assert.throws(() => parseRecording(bad), missing);
  assert.throws(() => parseRecording("nonsense"), /line 1/);
});

test("the first event is due at once, the others as they came, by speed and longest wait", () => {
  const outcomeRefsOf = (speed: number, most: number) =>
    withDueTimes(recorded, speed, most).map(({ due }) => due);
  assert.deepEqual(outcomeRefsOf(1, Infinity), [0, 40, 9_040]);
  assert.deepEqual(outcomeRefsOf(4, Infinity), [0, 10, 2_260]);
  assert.deepEqual(outcomeRefsOf(2, 100), [0, 20, 70]);
  assert.deepEqual(outcomeRefsOf(Infinity, Infinity), [0, 0, 0]);
});

test("all events come in order, and then the end", async () => {
  assert.deepEqual(
    await all(play<SampleEvent>(text, { speed: Infinity })),
    recorded.map(({ event }) => event),
  );
  assert.deepEqual((await all(play(recorded, { speed: 1_000 }))).map((e) => e.seq), [1, 1, 2]);
});

test("return() ends a wait at once, and so does an abort", async () => {
  const playing = play(recorded);
  await playing.next();
  await playing.next();
  const third = playing.next();
  await playing.return?.();
  assert.deepEqual(await third, { done: true, value: undefined });
  const abort = new AbortController();
  const aborted = all(play(recorded, { signal: abort.signal }));
  abort.abort();
  assert.ok((await aborted).length < 3);
});

test("a speed of 0 is refused", () => {
  assert.throws(() => play(recorded, { speed: 0 }), RangeError);
});
