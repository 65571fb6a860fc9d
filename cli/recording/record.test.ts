import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRecording } from "../../clients/typescript/mod.ts";
import type { RecordedEvent } from "./document.ts";
import { record } from "./record.ts";

const at = (seq: number) => ({ cursor: `c${seq}`, fromSeq: seq, seq });
const turn = (seq: number, status: string): RecordedEvent => ({
  ...at(seq),
  __typename: "TurnChanged",
  turnId: "t",
  status,
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

test("it ends when so many turns have ended", async () => {
  assert.deepEqual((await recorded(1)).map(({ event }) => event.seq), [1, 2]);
});
