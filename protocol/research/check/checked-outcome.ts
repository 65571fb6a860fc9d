import { outcomeAs, type PhaseOutcome, type PhaseState, type ResearchBrief } from "../phase.ts";
import { checkReport } from "./check-report.ts";

/**
 * The outcome of a phase with what the check adds: to a report its gaps, to a verdict the gaps of the newest report.
 * `phases`: those of its run.
 */
export function checkedOutcome(
  outcome: PhaseOutcome,
  brief: ResearchBrief,
  phases: readonly PhaseState[],
): PhaseOutcome {
  if (outcome.kind === "Report") return { ...outcome, gaps: checkReport(brief, phases, outcome) };
  if (outcome.kind !== "Verification") return outcome;
  const report = phases.map((p) => outcomeAs(p, "Report")).findLast((r) => r !== null);
  const gaps = report?.gaps ?? [];
  return { ...outcome, gaps, passed: outcome.accepted && gaps.length === 0 };
}
