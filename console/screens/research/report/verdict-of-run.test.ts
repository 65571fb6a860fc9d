import assert from "node:assert/strict";
import { test } from "node:test";
import type { Run } from "./report-types.ts";
import { verdictOfRun } from "./verdict-of-run.ts";

type Phase = Run["phases"][number];

const passed: Phase["outcome"] = {
  __typename: "Verification",
  ...{ passed: true, accepted: true, issues: [], gaps: [] },
};
const phase = (kind: Phase["kind"], round: number, outcome: Phase["outcome"]): Phase => ({
  ...{ id: `${kind}${round}`, kind, round, status: "COMPLETED", outcome },
});
const report = (round: number) => phase("WRITE", round, { __typename: "Report" });

test("the verdict is that of the newest report", () => {
  const phases = [report(1), phase("VERIFY", 1, passed)];
  assert.equal(verdictOfRun({ phases }), passed);
});

test("a report that no verifier has read has no verdict, also when an earlier one passed", () => {
  const phases = [report(1), phase("VERIFY", 1, passed), report(2)];
  assert.equal(verdictOfRun({ phases }), null);
  assert.equal(verdictOfRun({ phases: [...phases, phase("VERIFY", 2, null)] }), null);
});

test("after a revision that failed, the verdict on the report before it holds", () => {
  const phases = [report(1), phase("VERIFY", 1, passed), phase("WRITE", 2, null)];
  assert.equal(verdictOfRun({ phases }), passed);
});
