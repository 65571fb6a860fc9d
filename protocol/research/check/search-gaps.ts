import { type Gap, outcomeAs, type PhaseState, type ResearchBrief } from "../phase.ts";
import { plannedQueries } from "../planned-queries.ts";

/** Planned searches without a result. */
export function searchGaps(
  brief: Pick<ResearchBrief, "searches">,
  phases: readonly PhaseState[],
): Gap[] {
  return plannedQueries(brief, phases).flatMap((query): Gap[] => {
    const made = phases.findLast((p) => p.kind === "SEARCH" && p.name === query);
    if (made && outcomeAs(made, "Findings")) return [];
    return [{ kind: "SEARCH", subject: query, message: messageOf(query, made) }];
  });
}

function messageOf(query: string, made: PhaseState | undefined): string {
  const message = `The search "${query}" has no result.`;
  if (made?.status === "CANCELLED") return `${message} It was stopped.`;
  return made?.failure ? `${message} ${made.failure.message}` : message;
}
