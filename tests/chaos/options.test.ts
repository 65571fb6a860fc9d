import assert from "node:assert/strict";
import { test } from "node:test";
import { readOptions } from "./options.ts";

const two = { workers: 2, apis: 2 };

test("numbers are read by name, the others have defaults", () => {
  assert.deepEqual(readOptions(["--seed", "9", "--trials", "3"]), {
    scenario: "log",
    trials: 3,
    seed: 9,
    conversations: 6,
    ...two,
  });
  const turns = readOptions(["--scenario", "turns"]);
  assert.deepEqual(turns, { scenario: "turns", trials: 1_000, seed: 1, conversations: 20, ...two });
});

test("an unknown option, or a value that is no number, gives the usage", () => {
  for (
    const args of [["--tirals", "3"], ["--trials"], ["--trials", "many"], ["--seed", "0"], [
      "--workers",
      "9",
    ], [
      "--scenario",
      "x",
    ]]
  ) {
    assert.match(String(readOptions(args)), /^usage/);
  }
});
