import type { Failure, Status } from "../status.ts";

/** Kinds of phases of a research run, in order. */
export const phaseKinds = [
  "PLAN",
  "SEARCH",
  "PRICES",
  "FUNDAMENTALS",
  "RISK",
  "WRITE",
  "VERIFY",
] as const;
/** One of `phaseKinds`. */
export type PhaseKind = (typeof phaseKinds)[number];

/** The names of the agents that execute each kind of phase. */
export const researchAgents: Record<PhaseKind, string> = {
  PLAN: "research-planner",
  SEARCH: "research-search",
  PRICES: "research-price-analyst",
  FUNDAMENTALS: "research-financials",
  RISK: "research-risk",
  WRITE: "research-writer",
  VERIFY: "research-verifier",
};

/** A search of the plan. */
export interface PlannedSearch {
  query: string;
  reason: string;
}

/** A source. `phaseId`: the search that found it. */
export interface Source {
  title: string;
  url: string | null;
  phaseId: string | null;
}

/** A figure. `value` is a decimal number; `toolCallId` is null if it comes from no tool. */
export interface Metric {
  name: string;
  value: string;
  unit: string | null;
  period: string | null;
  toolCallId: string | null;
}

/** Values over time, oldest first. `at` is an ISO instant, `value` a decimal number. */
export interface Series {
  symbol: string;
  unit: string;
  points: { at: string; value: string }[];
  toolCallId: string;
}

/** A section of a report. */
export interface ReportSection {
  title: string;
  text: string;
}

/** A report. */
export interface Report {
  kind: "Report";
  title: string;
  summary: string;
  sections: ReportSection[];
  metrics: Metric[];
  sources: Source[];
  followUps: string[];
  series: Series[];
}

/** The outcome of a phase. `kind` is the GraphQL type. */
export type PhaseOutcome =
  | { kind: "Plan"; summary: string; searches: PlannedSearch[] }
  | { kind: "Findings"; summary: string; sources: Source[] }
  | { kind: "Analysis"; summary: string; metrics: Metric[]; series: Series[] }
  | Report
  | { kind: "Verification"; passed: boolean; issues: { claim: string; problem: string }[] };

/** A phase of a run, as far as it matters for the next phases. */
export interface PhaseState {
  id: string;
  kind: PhaseKind;
  round: number;
  /** The name to show, such as the query of a search. */
  name: string;
  status: Status;
  outcome: PhaseOutcome | null;
  failure: Failure | null;
}

/** The task of a run. */
export interface ResearchBrief {
  question: string;
  symbols: string[];
  /** Maximum number of searches. */
  searches: number;
  /** Maximum number of revisions that the verifier may request. */
  revisions: number;
  /** BCP 47 tag. */
  language: string;
  /** The day on which the run started, such as `2026-11-23`. */
  today: string;
}

/** The outcome of the phase if it is of that kind. */
export function outcomeAs<K extends PhaseOutcome["kind"]>(
  { outcome }: Pick<PhaseState, "outcome">,
  kind: K,
): Extract<PhaseOutcome, { kind: K }> | null {
  return outcome?.kind === kind ? outcome as Extract<PhaseOutcome, { kind: K }> : null;
}
