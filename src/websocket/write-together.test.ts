import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { nextTick } from "node:process";
import { Writable } from "node:stream";
import { test } from "node:test";
import { writeTogether } from "./write-together.ts";

/** A connection, and the sizes of what it wrote in one call. */
function connected() {
  const calls: number[] = [];
  const connection = new Writable({
    write: (chunk, _, done) => (calls.push(chunk.length), done()),
    writev: (chunks, done) => (calls.push(chunks.reduce((n, c) => n + c.chunk.length, 0)), done()),
  });
  const send = (bytes: number) => {
    writeTogether(connection);
    connection.write(Buffer.alloc(bytes));
  };
  return { calls, send };
}
const turn = () => new Promise<void>((resolve) => nextTick(resolve));

test("messages of one turn of the event loop leave in one call, later ones in another", async () => {
  const { calls, send } = connected();
  for (let i = 0; i < 3; i++) send(10);
  assert.deepEqual(calls, []);
  await turn();
  assert.deepEqual(calls, [30]);
  send(5);
  await turn();
  assert.deepEqual(calls, [30, 5]);
});

test("many bytes do not wait", async () => {
  const { calls, send } = connected();
  for (let i = 0; i < 5; i++) send(20_000);
  assert.deepEqual(calls, [40_000, 40_000]);
  await turn();
  assert.deepEqual(calls, [40_000, 40_000, 20_000]);
});
