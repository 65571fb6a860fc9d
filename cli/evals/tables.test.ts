import assert from "node:assert/strict";
import { test } from "node:test";
import { failedResult, resultOf } from "./result.ts";
import { comparisonTable, resultTable } from "./tables.ts";
import { readCase } from "./dataset.ts";
import { phaseOf, runOf } from "./testing/run.ts";

const one = readCase("{ name: one, question: Any? }", "test");
const asked = (number: number) =>
  phaseOf("WRITE", {
    work: {
      steps: [{
        __typename: "ModelCall",
        status: "COMPLETED",
        agentVersion: { number, agent: { name: "writer" } },
      }],
    },
  });
const with_ = (number: number, verified: boolean, alias: string | null) =>
  resultOf(one, runOf({ verified, phases: [...runOf().phases, asked(number)] }), alias, null);

test("a row has the points of each rule, and the faults are below", () => {
  const lines = resultTable(
    [with_(1, false, null), failedResult("two", null, "no stored run")],
    80,
  );
  assert.match(lines[0] ?? "", /^case +points +s +spent +ending +structure/);
  assert.match(lines[1] ?? "", /^!! one .*10\.0 +0\.0200 +1\.00 .*0\.67!/);
  assert.ok(lines.includes("  verdict: verified is false"));
  assert.ok(lines.includes("  run: no stored run"));
});

test("two sets of versions are side by side, with the differing rules and versions", () => {
  const lines = comparisonTable([with_(1, false, "stable"), with_(2, true, "canary")], [
    "stable",
    "canary",
  ]);
  assert.match(lines[1] ?? "", /^one +0\.9\d! +10\.0 +0\.0200 +1\.00 .*\+0\.0\d +verdict$/);
  assert.deepEqual(lines.slice(-2), ["@stable alone: writer@1", "@canary alone: writer@2"]);
});
