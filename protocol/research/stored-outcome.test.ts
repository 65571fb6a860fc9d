import assert from "node:assert/strict";
import { test } from "node:test";
import type { PhaseOutcome } from "./phase.ts";
import { readOutcome } from "./stored-outcome.ts";

const read = (stored: object) => readOutcome(stored as PhaseOutcome);
const old = { name: "Price", value: "1", unit: "USD", period: null, toolCallId: "tool_1" };
const current = {
  ...{ ...old, symbol: null, evidence: "NONE", toolCallId: null, pointer: null, quoted: null },
  ...{ derivation: null, problem: "It was recorded before figures cited their source." },
};

test("figures that earlier releases recorded are not proven, whatever call had an equal number", () => {
  const analysis = { kind: "Analysis", summary: "", series: [] };
  assert.deepEqual(read({ ...analysis, metrics: [old] }), { ...analysis, metrics: [current] });
  const report = { kind: "Report", title: "T", summary: "", sections: [], series: [] };
  assert.deepEqual(read({ ...report, metrics: [old] }), {
    ...{ ...report, metrics: [current], unsupported: [], gaps: [] },
  });
});

test("a verdict of an earlier release was the verifier's alone", () => {
  const stored = { kind: "Verification", passed: true, issues: [] };
  assert.deepEqual(read(stored), { ...stored, accepted: true, gaps: [] });
});

test("outcomes of this release, and those without figures, are unchanged", () => {
  const analysis = {
    kind: "Analysis",
    summary: "",
    series: [],
    metrics: [{ ...current, evidence: "EXACT" }],
  };
  const verdict = { kind: "Verification", passed: false, accepted: true, issues: [], gaps: [] };
  for (const stored of [analysis, verdict, { kind: "Plan", summary: "", searches: [] }]) {
    assert.deepEqual(read(stored), stored);
  }
  assert.equal(readOutcome(null), null);
});
