import assert from "node:assert/strict";
import { test } from "node:test";
import { Inbox } from "./inbox.ts";

test("what is put is taken in order, asked for before or after", async () => {
  const inbox = new Inbox<number>();
  const first = inbox.next();
  for (const n of [1, 2, 3]) inbox.put(n);
  assert.equal(inbox.size, 2);
  assert.deepEqual((await first).value, 1);
  assert.deepEqual((await inbox.next()).value, 2);
  assert.deepEqual((await inbox.next()).value, 3);
});

test("an end and an error come after what waits; the error is thrown once", async () => {
  const inbox = new Inbox<number>();
  inbox.put(1);
  inbox.fail(new Error("lost"));
  inbox.put(2);
  assert.equal((await inbox.next()).value, 1);
  await assert.rejects(inbox.next(), /lost/);
  assert.equal((await inbox.next()).done, true);
});

test("an error reaches who waits already", async () => {
  const inbox = new Inbox<number>();
  const next = inbox.next();
  inbox.fail(new Error("lost"));
  await assert.rejects(next, /lost/);
  assert.equal((await inbox.next()).done, true);
});

test("dropping settles who waits and forgets the rest", async () => {
  const inbox = new Inbox<number>();
  const next = inbox.next();
  inbox.drop();
  assert.equal((await next).done, true);
  inbox.put(1);
  assert.equal(inbox.size, 0);
});

test("drained settles when the last is taken, and when it is dropped", async () => {
  const inbox = new Inbox<number>();
  await inbox.drained();
  inbox.put(1);
  const drained = inbox.drained();
  await inbox.next();
  await drained;
  inbox.put(1);
  const dropped = inbox.drained();
  inbox.drop();
  await dropped;
});
