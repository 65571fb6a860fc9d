import assert from "node:assert/strict";
import { test } from "node:test";
import { CircuitOpenError, ModelSemaphores } from "./model-semaphores.ts";

const never = new AbortController().signal;

test("beyond the limit a request waits for one to end, first come first served", async () => {
  const semaphores = new ModelSemaphores(1);
  const end = await semaphores.acquire("m", never);
  const order: string[] = [];
  const second = semaphores.acquire("m", never).then((e) => (order.push("second"), e));
  const third = semaphores.acquire("m", never).then((e) => (order.push("third"), e));
  await semaphores.acquire("another", never);
  assert.deepEqual(order, []);
  end("success");
  (await second)("success");
  (await third)("success");
  assert.deepEqual(order, ["second", "third"]);
});

test("an aborted wait takes no permit", async () => {
  const semaphores = new ModelSemaphores(1);
  const end = await semaphores.acquire("m", never);
  const stop = new AbortController();
  const waiting = semaphores.acquire("m", stop.signal);
  stop.abort(new Error("enough"));
  await assert.rejects(waiting, /enough/);
  end("success");
  await semaphores.acquire("m", never);
});

test("the circuit of a model opens after outages; refusals and cancelled calls do not count", async () => {
  const semaphores = new ModelSemaphores(8);
  for (let n = 0; n < 4; n++) (await semaphores.acquire("m", never))("failure");
  (await semaphores.acquire("m", never))("unknown");
  (await semaphores.acquire("m", never))("failure");
  await assert.rejects(semaphores.acquire("m", never), CircuitOpenError);
  await semaphores.acquire("another", never);
});
