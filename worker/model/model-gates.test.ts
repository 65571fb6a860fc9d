import assert from "node:assert/strict";
import { test } from "node:test";
import { CircuitShutError, ModelGates } from "./model-gates.ts";

const never = new AbortController().signal;

test("beyond its number a request waits for one to end, first come first served", async () => {
  const gates = new ModelGates(1);
  const end = await gates.enter("m", never);
  const order: string[] = [];
  const second = gates.enter("m", never).then((e) => (order.push("second"), e));
  const third = gates.enter("m", never).then((e) => (order.push("third"), e));
  await gates.enter("another", never);
  assert.deepEqual(order, []);
  end("well");
  (await second)("well");
  (await third)("well");
  assert.deepEqual(order, ["second", "third"]);
});

test("who gives up waiting takes no place", async () => {
  const gates = new ModelGates(1);
  const end = await gates.enter("m", never);
  const stop = new AbortController();
  const waiting = gates.enter("m", stop.signal);
  stop.abort(new Error("enough"));
  await assert.rejects(waiting, /enough/);
  end("well");
  await gates.enter("m", never);
});

test("a model that is out is not asked; refusals and cancelled calls say nothing of it", async () => {
  const gates = new ModelGates(8);
  for (let n = 0; n < 4; n++) (await gates.enter("m", never))("outage");
  (await gates.enter("m", never))("unknown");
  (await gates.enter("m", never))("outage");
  await assert.rejects(gates.enter("m", never), CircuitShutError);
  await gates.enter("another", never);
});
