import type { Failure, Status } from "../status.ts";

/** What a phase of a research run does, in the order in which kinds first come. */
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

/** The agent that does each kind of phase, by the name it is registered under. */
export const researchAgents: Record<PhaseKind, string> = {
  PLAN: "research-planner",
  SEARCH: "research-search",
  PRICES: "research-price-analyst",
  FUNDAMENTALS: "research-financials",
  RISK: "research-risk",
  WRITE: "research-writer",
  VERIFY: "research-verifier",
};

/** One thing to look for. */
export interface PlannedSearch {
  query: string;
  reason: string;
}

/** Something found. `phaseId`: the search that found it. */
export interface Source {
  title: string;
  url: string | null;
  phaseId: string | null;
}

/** A figure. `value` is a decimal number; `toolCallId` null when no tool gave it. */
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

/** What came of a phase. `kind` is the GraphQL type. */
export type PhaseOutcome =
  | { kind: "Plan"; summary: string; searches: PlannedSearch[] }
  | { kind: "Findings"; summary: string; sources: Source[] }
  | { kind: "Analysis"; summary: string; metrics: Metric[]; series: Series[] }
  | Report
  | { kind: "Verification"; passed: boolean; issues: { claim: string; problem: string }[] };

/** One part of a run, as decisions about the run see it. */
export interface PhaseState {
  id: string;
  kind: PhaseKind;
  round: number;
  /** What to call it on a screen, such as the search. */
  name: string;
  status: Status;
  outcome: PhaseOutcome | null;
  failure: Failure | null;
}

/** What a run was asked for. */
export interface ResearchBrief {
  question: string;
  symbols: string[];
  /** Most searches. */
  searches: number;
  /** How often the verifier may send the report back. */
  revisions: number;
  /** BCP 47. */
  language: string;
  /** The day the run began, `2026-11-23`. */
  today: string;
}

/** The outcome of that kind, if the phase has one. */
export function outcomeAs<K extends PhaseOutcome["kind"]>(
  { outcome }: Pick<PhaseState, "outcome">,
  kind: K,
): Extract<PhaseOutcome, { kind: K }> | null {
  return outcome?.kind === kind ? outcome as Extract<PhaseOutcome, { kind: K }> : null;
}
