import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomeAs, type PhaseOutcome } from "../phase.ts";
import { brief, done, phases, report } from "../testing/sample-run.ts";
import { checkedOutcome } from "./checked-outcome.ts";

const unsupported = [{ section: null, number: "41 %", sentence: "It fell by 41 %." }];
const verdict = (accepted: boolean): PhaseOutcome => ({
  kind: "Verification",
  passed: accepted,
  ...{ accepted, issues: [], gaps: [] },
});

test("a report gets its gaps, a verdict those of the newest report", () => {
  const flawed = checkedOutcome({ ...report, unsupported }, brief, phases);
  const gaps = flawed.kind === "Report" ? flawed.gaps : [];
  assert.deepEqual(gaps.map((g) => g.kind), ["NUMBER"]);
  const first = [...phases, done("WRITE", "Report", flawed)];
  assert.deepEqual(checkedOutcome(verdict(true), brief, first), {
    ...verdict(true),
    ...{ passed: false, gaps },
  });
  const mended = [
    ...first,
    done("WRITE", "Report, revision 1", checkedOutcome(report, brief, first)),
  ];
  assert.deepEqual(checkedOutcome(verdict(true), brief, mended), verdict(true));
  assert.deepEqual(checkedOutcome(verdict(false), brief, mended), verdict(false));
});

test("other outcomes stay as they are", () => {
  const found = phases.flatMap((p) => outcomeAs(p, "Findings") ?? []);
  for (const outcome of found) assert.equal(checkedOutcome(outcome, brief, phases), outcome);
});
