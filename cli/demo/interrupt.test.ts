import assert from "node:assert/strict";
import { test } from "node:test";
import { InterruptedError, unlessInterrupted } from "./interrupt.ts";

const never = new Promise<never>(() => {});

test("an abort ends the wait, also when it came before the wait", async () => {
  const abort = new AbortController();
  const waiting = unlessInterrupted(abort.signal, never);
  abort.abort();
  await assert.rejects(waiting, InterruptedError);
  await assert.rejects(unlessInterrupted(abort.signal, never), InterruptedError);
});
