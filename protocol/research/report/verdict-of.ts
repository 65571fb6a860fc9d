import { isFinal } from "../../status.ts";
import { outcomeAs, type PhaseState, type Verification } from "../phase.ts";
import { currentVerdict } from "./current-report.ts";

/**
 * The verdict on the report of a round, from the phases of its run. Null: its verifier failed or was stopped. Undefined:
 * it has not ended, or did not begin.
 */
export function verdictOf(
  phases: readonly Pick<PhaseState, "kind" | "round" | "status" | "outcome">[],
  round: number,
): Verification | null | undefined {
  const checked = phases.findLast((p) => p.kind === "VERIFY" && p.round === round);
  if (!checked || !isFinal(checked.status)) return undefined;
  const verdict = outcomeAs(checked, "Verification");
  return verdict && currentVerdict(verdict);
}
