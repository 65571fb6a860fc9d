import { type Failure, isFinal } from "../status.ts";
import { isMendable } from "./check/check-report.ts";
import {
  outcomeAs,
  type PhaseKind,
  type PhaseState,
  type ResearchBrief,
  type Verification,
} from "./phase.ts";
import { plannedQueries } from "./planned-queries.ts";

/** A phase to open. */
export interface PlannedPhase {
  kind: PhaseKind;
  round: number;
  name: string;
}

/** The next step of a run. `wait`: an open phase must end first. */
export type RunStep =
  | { next: "wait" }
  | { next: "open"; phases: PlannedPhase[] }
  | { next: "complete"; verified: boolean }
  | { next: "fail"; failure: Failure };

/** Maximum number of searches of a run that are in progress at a time. */
export const parallelSearches = 4;

/** At least half of the searches must succeed for a report. */
export const searchesNeeded = (made: number) => Math.ceil(made / 2);

/** Decides the next step of a run from its phases alone. */
export function nextPhases(brief: ResearchBrief, phases: readonly PhaseState[]): RunStep {
  const plan = last(phases, "PLAN");
  if (!plan) return open("PLAN", "Plan");
  if (!isFinal(plan.status)) return wait;
  if (!outcomeAs(plan, "Plan")) return failedBy(plan);
  return gather(plannedQueries(brief, phases), phases) ?? analyse(phases) ?? report(brief, phases);
}

/** The searches, and the prices in parallel; null if all have ended and enough of them succeeded. */
function gather(wanted: readonly string[], phases: readonly PhaseState[]): RunStep | null {
  const searches = phases.filter((p) => p.kind === "SEARCH");
  const prices = last(phases, "PRICES");
  const openNow = searches.filter((p) => !isFinal(p.status)).length;
  const room = Math.max(0, parallelSearches - openNow);
  const due = wanted.filter((query) => !searches.some((p) => p.name === query)).slice(0, room);
  const phasesDue = [
    ...due.map((name): PlannedPhase => ({ kind: "SEARCH", round: 1, name })),
    ...(prices ? [] : [{ kind: "PRICES", round: 1, name: "Prices" } as const]),
  ];
  if (phasesDue.length > 0) return { next: "open", phases: phasesDue };
  if (openNow > 0) return wait;
  const good = searches.filter((p) => p.status === "COMPLETED").length;
  const needed = searchesNeeded(searches.length);
  return good >= needed ? null : tooFew(good, searches);
}

function tooFew(good: number, searches: readonly PhaseState[]): RunStep {
  const failed = searches.find((p) => p.status !== "COMPLETED");
  const message = `Only ${good} of ${searches.length} searches found something; ${
    searchesNeeded(searches.length)
  } are needed. ${failed?.failure?.message ?? ""}`.trim();
  return { next: "fail", failure: { code: failed?.failure?.code ?? "UNAVAILABLE", message } };
}

/** The analyses of the findings; null if they and the prices have ended. */
function analyse(phases: readonly PhaseState[]): RunStep | null {
  if (!last(phases, "FUNDAMENTALS")) {
    return {
      next: "open",
      phases: [
        { kind: "FUNDAMENTALS", round: 1, name: "Fundamentals" },
        { kind: "RISK", round: 1, name: "Risk" },
      ],
    };
  }
  if (!last(phases, "RISK")) return open("RISK", "Risk");
  const analyses = (["PRICES", "FUNDAMENTALS", "RISK"] as const).map((k) => last(phases, k));
  return analyses.every((p) => p && isFinal(p.status)) ? null : wait;
}

/** Writing and verification, in rounds. */
function report({ revisions }: ResearchBrief, phases: readonly PhaseState[]): RunStep {
  const written = last(phases, "WRITE");
  if (!written) return open("WRITE", "Report");
  if (!isFinal(written.status)) return wait;
  const { round } = written;
  // After a failed revision the report stays unchanged.
  if (!written.outcome) {
    return round === 1 ? failedBy(written) : { next: "complete", verified: false };
  }
  const checked = phases.findLast((p) => p.kind === "VERIFY" && p.round === round);
  if (!checked) return open("VERIFY", "Verification", round);
  if (!isFinal(checked.status)) return wait;
  const verdict = outcomeAs(checked, "Verification");
  if (!verdict || round > revisions || !asksForRevision(verdict)) {
    return { next: "complete", verified: verdict?.passed ?? false };
  }
  return open("WRITE", `Report, revision ${round}`, round + 1);
}

/** The verifier objects, or the check found something that the writer can mend. */
const asksForRevision = ({ accepted, gaps }: Verification) => !accepted || gaps.some(isMendable);

const wait: RunStep = { next: "wait" };

const open = (kind: PhaseKind, name: string, round = 1): RunStep => ({
  next: "open",
  phases: [{ kind, round, name }],
});

const last = (phases: readonly PhaseState[], kind: PhaseKind) =>
  phases.findLast((p) => p.kind === kind);

/** The run fails without this phase. */
function failedBy({ name, status, failure }: PhaseState): RunStep {
  const message = status === "CANCELLED" ? `${name} was cancelled.` : `${name} failed.`;
  return { next: "fail", failure: failure ?? { code: "REJECTED", message } };
}
