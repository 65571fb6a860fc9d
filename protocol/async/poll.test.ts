import assert from "node:assert/strict";
import { test } from "node:test";
import { DeadlineError } from "./deadline.ts";
import { poll } from "./poll.ts";

test("asks until there is an answer", async () => {
  let asked = 0;
  const ask = () => Promise.resolve(++asked === 2 || undefined);
  assert.equal(await poll(ask, { withinMs: 5_000, everyMs: 1 }), true);
});

test("the deadline ends the polling, also while a question is open, and names what did not come", async () => {
  const options = { withinMs: 20, everyMs: 1, what: "the answer" };
  const error = { name: "DeadlineError", message: "not within 20 ms: the answer" };
  await assert.rejects(poll(() => Promise.resolve(undefined), options), error);
  await assert.rejects(poll(() => new Promise<never>(() => {}), options), DeadlineError);
});

test("an error of a question ends the polling", async () => {
  await assert.rejects(
    poll(() => Promise.reject(new Error("gone")), { withinMs: 5_000 }),
    /gone/,
  );
});
