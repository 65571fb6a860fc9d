import assert from "node:assert/strict";
import { test } from "node:test";
import { rollbackTarget } from "./rollback.ts";

const move = (alias: string, number: number | null) => ({
  ...{ alias, version: number === null ? null : { number } },
});

test("an alias rolls back to the version before the current one, also if it was removed between", () => {
  const moves = [move("stable", 3), move("beta", 9), move("stable", null), move("stable", 2)];
  assert.equal(rollbackTarget(moves, "stable", 3), 2);
});

test("an alias that was never moved has nothing to roll back to", () => {
  assert.equal(rollbackTarget([move("stable", 3), move("beta", 2)], "stable", 3), null);
  assert.equal(rollbackTarget([move("stable", 3), move("stable", 3)], "stable", 3), null);
});
