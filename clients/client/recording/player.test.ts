import assert from "node:assert/strict";
import { test } from "node:test";
import { play, withDueTimes } from "./player.ts";
import { parseRecording, recordedLine } from "./recording.ts";
import { delta, type SampleEvent, storedEvent } from "../testing/sample-log.ts";

const recorded = [
  { at: 100, event: storedEvent(1) },
  { at: 140, event: delta(1, 0, "Hé\n") },
  { at: 9_140, event: storedEvent(2) },
];
const text = recorded.map(recordedLine).join("\n") + "\n";

async function all(events: AsyncIterable<SampleEvent>): Promise<SampleEvent[]> {
  const list: SampleEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}

test("a parsed recording equals the written one", () => {
  assert.deepEqual(parseRecording(text), recorded);
});

test("an invalid line is named with its number", () => {
  const missing = { name: "SyntaxError", message: /^line 2 .* missing: at, fromSeq$/ };
  const bad = `${recordedLine(recorded[0]!)}\n{"event":{"cursor":"c","seq":1}}`;
  assert.throws(() => parseRecording(bad), missing);
  assert.throws(() => parseRecording("nonsense"), /line 1/);
});

test("the first event is due at once, the others by their times, the speed and the maximum wait", () => {
  const dueTimes = (speed: number, maxWaitMs: number) =>
    withDueTimes(recorded, speed, maxWaitMs).map(({ due }) => due);
  assert.deepEqual(dueTimes(1, Infinity), [0, 40, 9_040]);
  assert.deepEqual(dueTimes(4, Infinity), [0, 10, 2_260]);
  assert.deepEqual(dueTimes(2, 100), [0, 20, 70]);
  assert.deepEqual(dueTimes(Infinity, Infinity), [0, 0, 0]);
});

test("all events come in order, then the end", async () => {
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
