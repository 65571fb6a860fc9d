import type { EndedRun } from "./run-graph.ts";

/** Maximum gaps, and objections, that the last lines name. */
const maxNamed = 10;

/** Lines about the verdicts of the verifier and of the check, with what they found. */
export function verdictLines(run: EndedRun): string[] {
  if (run.verified) {
    return ["Verified: the verifier accepts the report, and the check found no gap."];
  }
  const verdict = verdictOf(run);
  const gaps = run.report?.gaps ?? [];
  const found = gaps.length === 0 ? "no gap" : gaps.length === 1 ? "1 gap" : `${gaps.length} gaps`;
  return [
    `NOT verified: the verifier ${accepting(verdict)}; the check found ${found}.`,
    // Evidence lines name the numbers.
    ...named(gaps.filter((g) => g.kind !== "NUMBER").map((g) => `  missing: ${g.message}`)),
    ...named((verdict?.issues ?? []).map((i) => `  objection: ${i.claim}: ${i.problem}`)),
  ];
}

function verdictOf({ phases }: EndedRun) {
  const verdicts = phases.map(({ outcome }) =>
    outcome?.__typename === "Verification" ? outcome : null
  );
  return verdicts.findLast((verdict) => verdict !== null);
}

function accepting(verdict: ReturnType<typeof verdictOf>): string {
  if (!verdict) return "gave no verdict";
  return verdict.accepted ? "accepts the report" : "objects to it";
}

const named = (lines: readonly string[]) =>
  lines.length > maxNamed
    ? [...lines.slice(0, maxNamed), `  and ${lines.length - maxNamed} more`]
    : [...lines];
