import assert from "node:assert/strict";
import { test } from "node:test";
import type { PhaseState, Verification } from "../phase.ts";
import { verdictOf } from "./verdict-of.ts";

const verdict: Verification = {
  kind: "Verification",
  passed: true,
  accepted: true,
  issues: [],
  gaps: [],
};
const verify = (round: number, over: Partial<PhaseState> = {}): PhaseState => ({
  id: `phase_${round}`,
  kind: "VERIFY",
  round,
  name: "Verification",
  status: "COMPLETED",
  outcome: verdict,
  failure: null,
  ...over,
});

test("a report has the verdict of its own round", () => {
  assert.deepEqual(verdictOf([verify(1), verify(2, { outcome: null })], 1), verdict);
});

test("a verifier that failed gave no verdict, and one that works or did not begin has none yet", () => {
  assert.equal(verdictOf([verify(1, { status: "FAILED", outcome: null })], 1), null);
  assert.equal(verdictOf([verify(1, { status: "RUNNING", outcome: null })], 1), undefined);
  assert.equal(verdictOf([verify(1)], 2), undefined);
});
