import assert from "node:assert/strict";
import { test } from "node:test";
import { crashAt, CrashError, parseCrashPoints } from "./crash-points.ts";

test("nothing is ordered by default, and what cannot be read is refused", () => {
  assert.deepEqual(parseCrashPoints(""), []);
  assert.equal(parseCrashPoints("drop:nowhere:start:a"), null);
  assert.equal(parseCrashPoints("burn:done:start:a"), null);
});

test("only the ordered call dies, and only at its first attempt", () => {
  const reach = crashAt(parseCrashPoints("drop:done:start:a") ?? []);
  const at = { fence: 1, kind: "start", agent: "a" } as const;
  assert.throws(() => reach("done", at), CrashError);
  reach("done", { ...at, fence: 2 });
  reach("claimed", at);
  reach("done", { ...at, agent: "b" });
});
