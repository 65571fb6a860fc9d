import { outcomeAs, type PhaseState, type ResearchBrief } from "./phase.ts";

/** The queries of the plan, each once, as many as the run may have; empty without a plan. */
export function plannedQueries(
  { searches }: Pick<ResearchBrief, "searches">,
  phases: readonly PhaseState[],
): string[] {
  const plan = phases.findLast((p) => p.kind === "PLAN");
  const planned = plan && outcomeAs(plan, "Plan");
  return [...new Set(planned?.searches.map((s) => s.query))].slice(0, searches);
}
