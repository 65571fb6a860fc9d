import assert from "node:assert/strict";
import { test } from "node:test";
import { briefOf, scoreVerdicts } from "./judge.ts";
import { runOf } from "./testing/run.ts";

test("the judge is asked for one verdict on each criterion of the report", () => {
  const brief = briefOf(runOf(), ["Is it answered?", "Is it fair?"]);
  assert.match(
    brief,
    /<question>\nHow is NVDA\?[^]*<report>\n# NVDA[^]*1\. Is it answered\?\n2\. Is/,
  );
});

test("what is not met costs its share and is told with the reason", () => {
  const verdicts = [{ met: true, reason: "Yes." }, { met: false, reason: "Nothing says so." }];
  const score = scoreVerdicts({ verdicts }, ["Answered?", "Fair?"]);
  assert.deepEqual([score.points, score.passed], [0.5, false]);
  assert.equal(score.why, "Fair? No: Nothing says so.");
});

test("an answer that judges other than it was asked is none", () => {
  assert.throws(
    () => scoreVerdicts({ verdicts: [{ met: true }] }, ["A?", "B?"]),
    /not one verdict/,
  );
  assert.throws(() => scoreVerdicts(null, ["A?"]), /not one verdict/);
});
