import assert from "node:assert/strict";
import { test } from "node:test";
import { briefOf, scoreVerdicts } from "./judge.ts";
import { runOf } from "./testing/run.ts";

test("the judge gets each criterion of the report", () => {
  const brief = briefOf(runOf(), ["Is it answered?", "Is it fair?"]);
  assert.match(
    brief,
    /<question>\nHow is NVDA\?[^]*<report>\n# NVDA[^]*1\. Is it answered\?\n2\. Is/,
  );
});

test("an unmet criterion costs its share and is reported with the reason", () => {
  const verdicts = [{ met: true, reason: "Yes." }, { met: false, reason: "Nothing says so." }];
  const score = scoreVerdicts({ verdicts }, ["Answered?", "Fair?"]);
  assert.deepEqual([score.points, score.passed], [0.5, false]);
  assert.equal(score.why, "Fair? No: Nothing says so.");
});

test("an answer with another number of verdicts is refused", () => {
  assert.throws(
    () => scoreVerdicts({ verdicts: [{ met: true }] }, ["A?", "B?"]),
    /one verdict for each/,
  );
  assert.throws(() => scoreVerdicts(null, ["A?"]), /one verdict for each/);
});
