import assert from "node:assert/strict";
import { test } from "node:test";
import type { Report, Verification } from "../phase.ts";
import { currentReport, currentVerdict } from "./current-report.ts";

test("a report of an earlier release has no gaps, and its figures are not proven", () => {
  const stored = {
    metrics: [{ name: "Price", value: "1", unit: "USD", period: null, toolCallId: "tool_1" }],
  } as unknown as Report;
  const { metrics: [metric], gaps, unsupported } = currentReport(stored);
  assert.deepEqual([gaps, unsupported], [[], []]);
  assert.deepEqual([metric?.evidence, metric?.symbol], ["NONE", null]);
  assert.match(metric?.problem ?? "", /before figures cited/);
});

test("a verdict of an earlier release was the verifier's alone", () => {
  const stored = { kind: "Verification", passed: true, issues: [] } as unknown as Verification;
  assert.deepEqual(currentVerdict(stored), { ...stored, accepted: true, gaps: [] });
});
