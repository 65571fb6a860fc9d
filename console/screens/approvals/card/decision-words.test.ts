import assert from "node:assert/strict";
import { test } from "node:test";
import { hintWords } from "./hint-words.ts";
import { deciderWords, timeoutWords } from "./decision-words.ts";

const at = "2026-11-29T12:00:00Z";
const before = (ms: number) => Date.parse(at) - ms;

test("the outcome of a time-out is described, with the time that is left", () => {
  assert.equal(
    timeoutWords({ expiresAt: at, approveOnTimeout: false }, before(59_400)),
    "Without a decision in 1 min the call is rejected and does not run.",
  );
  const left = (ms: number) =>
    timeoutWords({ expiresAt: at, approveOnTimeout: false }, before(ms)).match(/in (.*) the/)?.[1];
  assert.deepEqual([236_000, 120_000, 7_199_000, 90_000_000].map(left), [
    "3 min 56 s",
    "2 min",
    "1 h 59 min",
    "1 d",
  ]);
  assert.equal(
    timeoutWords({ expiresAt: at, approveOnTimeout: true }, before(-1)),
    "The time to decide is over: the call is approved and runs.",
  );
});

test("the decider is named, unless it is the viewer or the clock", () => {
  const user = { kind: "USER", name: "ops" };
  assert.deepEqual([
    deciderWords(user, "ops"),
    deciderWords(user, "me"),
    deciderWords({ kind: "SYSTEM", name: "tramontane" }, "me"),
    deciderWords(null, "me"),
  ], ["by you", "by ops", "because the time was over,", ""]);
});

test("the hints of a tool say what it may do", () => {
  const write = { readOnly: false, destructive: true, idempotent: false };
  assert.deepEqual([
    hintWords({ ...write, readOnly: true }),
    hintWords(write),
    hintWords({ ...write, destructive: false, idempotent: true }),
  ], [
    "Changes nothing (read-only).",
    "May delete or overwrite something.",
    "Adds something, and deletes or overwrites nothing. Repeating it has no further effect.",
  ]);
});
