import assert from "node:assert/strict";
import { test } from "node:test";
import { durationWords } from "./iso-duration.ts";

test("a duration of the API is shown in words", () => {
  assert.deepEqual(
    ["P1D", "PT5M", "PT1.5S", "PT90M", "PT3600S", "PT0S", "P1M"].map(durationWords),
    [
      ...["1 d", "5 min", "1.5 s", "1 h 30 min", "1 h", "0 s", "P1M"],
    ],
  );
});
