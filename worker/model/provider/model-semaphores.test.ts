import assert from "node:assert/strict";
import { test } from "node:test";
import { CircuitOpenError, ModelSemaphores } from "./model-semaphores.ts";

const never = new AbortController().signal;

test("beyond its number a request waits for one to end, first come first served", async () => {
  const semaphores = new ModelSemaphores(1);
  const end = await semaphores.acquire("m", never);
  const order: string[] = [];
  const second = semaphores.acquire("m", never).then((e) => (order.push("second"), e));
  const third = semaphores.acquire("m", never).then((e) => (order.push("third"), e));
  await semaphores.acquire("another", never);
  assert.deepEqual(order, []);
  end("well");
  (await second)("well");
  (await third)("well");
  assert.deepEqual(order, ["second", "third"]);
});

test("who gives up waiting takes no place", async () => {
  const semaphores = new ModelSemaphores(1);
  const end = await semaphores.acquire("m", never);
  const stop = new AbortController();
  const waiting = semaphores.acquire("m", stop.signal);
  stop.abort(new Error("enough"));
  await assert.rejects(waiting, /enough/);
  end("well");
  await semaphores.acquire("m", never);
});

test("a model that is out is not asked; refusals and cancelled calls say nothing of it", async () => {
  const semaphores = new ModelSemaphores(8);
  for (let n = 0; n < 4; n++) (await semaphores.acquire("m", never))("outage");
  (await semaphores.acquire("m", never))("unknown");
  (await semaphores.acquire("m", never))("outage");
  await assert.rejects(semaphores.acquire("m", never), CircuitOpenError);
  await semaphores.acquire("another", never);
});
