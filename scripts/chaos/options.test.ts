import assert from "node:assert/strict";
import { test } from "node:test";
import { readOptions } from "./options.ts";

test("numbers are taken by name, the rest has defaults", () => {
  assert.deepEqual(readOptions(["--seed", "9", "--trials", "3"]), {
    trials: 3,
    seed: 9,
    conversations: 6,
  });
});

test("what is no option, or no number, is answered with the usage", () => {
  for (const args of [["--tirals", "3"], ["--trials"], ["--trials", "many"], ["--seed", "0"]]) {
    assert.match(String(readOptions(args)), /^usage/);
  }
});
