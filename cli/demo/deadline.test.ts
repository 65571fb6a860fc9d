import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, InterruptedError, LateError, unlessInterrupted, within } from "./deadline.ts";

const never = new Promise<never>(() => {});

test("what comes in time is answered, what does not is named", async () => {
  assert.equal(await within(1_000, "it", Promise.resolve(1)), 1);
  await assert.rejects(within(1, "the thing comes", never), /not within 0.001 s: the thing comes/);
});

test("asks until there is an answer, and no longer than told", async () => {
  let asked = 0;
  assert.equal(
    await eventually(5_000, "it", () => Promise.resolve(++asked === 2 || undefined)),
    true,
  );
  await assert.rejects(eventually(1, "it", () => Promise.resolve(undefined)), LateError);
  await assert.rejects(eventually(1, "it", () => never), LateError);
});

test("a fault of asking is not asked over", async () => {
  await assert.rejects(eventually(5_000, "it", () => Promise.reject(new Error("gone"))), /gone/);
});

test("leaving ends the wait, also when it came before", async () => {
  const leave = new AbortController();
  const waiting = unlessInterrupted(leave.signal, never);
  leave.abort();
  await assert.rejects(waiting, InterruptedError);
  await assert.rejects(unlessInterrupted(leave.signal, never), InterruptedError);
});
