import assert from "node:assert/strict";
import { test } from "node:test";
import { plainLines } from "./plain-lines.ts";
import { applyRunEvent, type Phase, type RunEvent, runState } from "./run-state.ts";
import { changed, phaseOf, textDelta } from "./testing/run.ts";

const endedAt = "2026-11-23T12:00:02.500Z";

/** All lines that are printed for some events. */
function linesOf(events: readonly RunEvent[]): string[] {
  let state = runState("How is NVDA?");
  return events.flatMap((event) => {
    const before = state;
    state = applyRunEvent(before, event);
    return plainLines(before, state, Date.parse(endedAt));
  });
}

test("a phase is printed when it starts and when it ends, and not for each delta", () => {
  const sources = [{ url: null }];
  const over: Partial<Phase> = {
    status: "COMPLETED",
    endedAt,
    outcome: { __typename: "Findings", sources },
  };
  assert.deepEqual(
    linesOf([
      changed(phaseOf("results", "SEARCH", { status: "QUEUED" })),
      changed(phaseOf("results", "SEARCH")),
      textDelta("results", 0, "Found"),
      textDelta("results", 0, " it", 5),
      changed(phaseOf("results", "SEARCH", over)),
      changed(phaseOf("results", "SEARCH", over)),
    ]),
    ['Search "results": started', 'Search "results": completed (1 source, 2.5 s)'],
  );
});

test("a section of the report is printed once, when it is complete", () => {
  const over: Partial<Phase> = {
    status: "COMPLETED",
    endedAt,
    text: "## One\n\n1st\n\n## Two\n\n2nd",
  };
  assert.deepEqual(
    linesOf([
      changed(phaseOf("report", "WRITE")),
      textDelta("report", 0, "## One\n\n1s"),
      textDelta("report", 0, "t", 10),
      textDelta("report", 1, "## Two\n\n2nd"),
      changed(phaseOf("report", "WRITE", over)),
    ]),
    [
      "Report: started",
      "Report:",
      "  ## One",
      "  1st",
      "Report:",
      "  ## Two",
      "  2nd",
      "Report: completed (2.5 s)",
    ],
  );
});

test("the failure of a phase is printed", () => {
  const over: Partial<Phase> = { status: "FAILED", endedAt, failure: { message: "No\nanswer." } };
  assert.deepEqual(linesOf([changed(phaseOf("check", "VERIFY", { ...over, round: 2 }))]), [
    "Verifier, draft 2: failed (No answer., 2.5 s)",
  ]);
});
