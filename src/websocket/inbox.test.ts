import assert from "node:assert/strict";
import { test } from "node:test";
import { sleep } from "../../protocol/async/sleep.ts";
import { MessageInbox, pausedByMany } from "./inbox.ts";

const calls: string[] = [];
const socket = { pause: () => calls.push("pause"), resume: () => calls.push("resume") };
const turnOfLoop = () => sleep(0);

test("messages are processed in order, few at a time; while many wait, reading pauses", async () => {
  calls.length = 0;
  const taken: string[] = [];
  const inbox = new MessageInbox(socket, async (text) => void taken.push(text));
  for (let i = 0; i < 200; i++) inbox.add(`${i}`);
  assert.deepEqual([taken.length, calls], [0, ["pause"]]);
  await turnOfLoop();
  assert.ok(taken.length > 0 && taken.length < 100, `${taken.length} at once`);
  while (taken.length < 200) await turnOfLoop();
  assert.deepEqual(taken, Array.from({ length: 200 }, (_, i) => `${i}`));
  assert.deepEqual([inbox.running, calls], [0, ["pause", "resume"]]);
});

test("after the end no message is processed", async () => {
  const taken: string[] = [];
  const inbox = new MessageInbox(socket, async (text) => void taken.push(text));
  inbox.add("a");
  inbox.close();
  inbox.add("b");
  await turnOfLoop();
  await turnOfLoop();
  assert.deepEqual(taken, []);
});

test("a socket that was paused twice is read again after both have resumed it", () => {
  calls.length = 0;
  const reading = pausedByMany(socket);
  const [a, b] = [reading(), reading()];
  for (const one of [a, a, b]) one.pause();
  for (const one of [a, a]) one.resume();
  assert.deepEqual(calls, ["pause"]);
  b.resume();
  assert.deepEqual(calls, ["pause", "resume"]);
});
