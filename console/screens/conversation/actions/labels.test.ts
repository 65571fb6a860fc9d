import assert from "node:assert/strict";
import { test } from "node:test";
import { labelsOf } from "./labels.ts";

test("labels are separated by commas, each once, without empty ones", () => {
  assert.deepEqual(labelsOf(" a b, c,,c , "), ["a b", "c"]);
  assert.deepEqual(labelsOf(""), []);
});
