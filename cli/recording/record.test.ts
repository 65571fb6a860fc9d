import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRecording } from "../../clients/client/mod.ts";
import { record, type RecordedEvent } from "./record.ts";

const at = (seq: number) => ({ cursor: `c${seq}`, fromSeq: seq, seq });
type Changed = Extract<RecordedEvent, { __typename: "TurnChanged" }>;
const turn = (seq: number, status: Changed["status"]): RecordedEvent => ({
  ...at(seq),
  at: "2026-11-23T12:00:00Z",
  __typename: "TurnChanged",
  turnId: "t",
  status,
  turn: null,
});
const events = [1, 2, 3, 4].map((seq) => turn(seq, seq % 2 === 0 ? "COMPLETED" : "RUNNING"));

async function recorded(turns: number) {
  async function* source() {
    yield* events;
  }
  const lines: string[] = [];
  let clock = 1_000;
  const now = () => (clock += 10.4);
  const write = (line: string) => Promise.resolve(lines.push(line));
  const count = await record(source(), write, { turns, now });
  assert.equal(count, lines.length);
  return parseRecording(lines.join(""));
}

test("every event is written with the time since the beginning", async () => {
  const all = await recorded(Infinity);
  assert.deepEqual(all.map(({ event }) => event), events);
  assert.deepEqual(all.map((one) => one.at), [10, 21, 31, 42]);
});

test("recording stops after the given number of turns", async () => {
  assert.deepEqual((await recorded(1)).map(({ event }) => event.seq), [1, 2]);
});
