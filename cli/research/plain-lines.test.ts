import assert from "node:assert/strict";
import { test } from "node:test";
import { plainLines } from "./plain-lines.ts";
import { type RunEvent, runState, seen } from "./run-state.ts";
import { changed, phaseOf, wrote } from "./testing/run.ts";

const endedAt = "2026-11-23T12:00:02.500Z";

/** All lines told while these events come. */
function told(events: readonly RunEvent[]): string[] {
  let state = runState("How is NVDA?");
  return events.flatMap((event) => {
    const before = state;
    state = seen(before, event);
    return plainLines(before, state, Date.parse(endedAt));
  });
}

test("a phase is told when it begins and when it ends, and not for each piece of text", () => {
  const sources = [{ url: null }];
  const over = { status: "COMPLETED", endedAt, outcome: { __typename: "Findings", sources } };
  assert.deepEqual(
    told([
      changed(phaseOf("results", "SEARCH", { status: "QUEUED" })),
      changed(phaseOf("results", "SEARCH")),
      wrote("results", 0, "Found"),
      wrote("results", 0, " it", 5),
      changed(phaseOf("results", "SEARCH", over)),
      changed(phaseOf("results", "SEARCH", over)),
    ]),
    ['Search "results": begins', 'Search "results": completed (1 source, 2.5 s)'],
  );
});

test("a section of the report is told once, when it is whole", () => {
  const over = { status: "COMPLETED", endedAt, text: "## One\n\n1st\n\n## Two\n\n2nd" };
  assert.deepEqual(
    told([
      changed(phaseOf("report", "WRITE")),
      wrote("report", 0, "## One\n\n1s"),
      wrote("report", 0, "t", 10),
      wrote("report", 1, "## Two\n\n2nd"),
      changed(phaseOf("report", "WRITE", over)),
    ]),
    [
      "Report: begins",
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

test("why a phase failed is told", () => {
  const over = { status: "FAILED", endedAt, failure: { message: "No\nanswer." } };
  assert.deepEqual(told([changed(phaseOf("check", "VERIFY", { ...over, round: 2 }))]), [
    "Check, draft 2: failed (No answer., 2.5 s)",
  ]);
});
