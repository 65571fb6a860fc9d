import assert from "node:assert/strict";
import { test } from "node:test";
import { readOptions } from "./options.ts";

test("names and options of a bench are read in any order", () => {
  const { names, options } = readOptions(["stream", "--streams", "5,10", "steps", "--warm-up=0"]);
  assert.deepEqual(names, ["stream", "steps"]);
  assert.deepEqual([options.streams, options.warmUp, options.pace], [[5, 10], 0, 60]);
});

test("an option that is not a number is refused", () => {
  assert.throws(() => readOptions(["--pace", "fast"]), /"fast" is not a whole number/);
  assert.throws(() => readOptions(["--no-such", "1"]), /no-such/);
});
