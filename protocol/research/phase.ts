import type { Failure, Status } from "../status.ts";
import type { ResolvedSymbol } from "./resolved-symbol.ts";

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

/**
 * How a figure is proven. EXACT: the cited value is the figure. ROUNDED: it is the figure after rounding, or in another
 * scale of the same unit. DERIVED: a formula over cited values gives the figure. NONE: it is not proven.
 */
export const evidenceKinds = ["EXACT", "ROUNDED", "DERIVED", "NONE"] as const;
/** One of `evidenceKinds`. */
export type Evidence = (typeof evidenceKinds)[number];

/** A value in the structured result of a tool call. */
export interface Citation {
  toolCallId: string;
  /** JSON pointer (RFC 6901) to the value. */
  pointer: string;
  /** The value there, as text. */
  quoted: string;
}

/** How a figure follows from cited values. */
export interface Derivation {
  /** Such as `(a - b) / b * 100`; the names are those of `inputs`. */
  formula: string;
  inputs: (Citation & { name: string })[];
}

/** A figure with its evidence. `value` is a decimal number. */
export interface Metric {
  name: string;
  value: string;
  unit: string | null;
  period: string | null;
  /** The security that it is about; null if it is about none. */
  symbol: string | null;
  evidence: Evidence;
  /** The cited tool call; null without a citation that resolves. Of a derived figure: that of its first input. */
  toolCallId: string | null;
  /** JSON pointer into the structured result of the tool call; null for NONE without a citation, and for DERIVED. */
  pointer: string | null;
  /** The value at the pointer, as text; null without one. */
  quoted: string | null;
  /** Null unless DERIVED. */
  derivation: Derivation | null;
  /** Why the figure is not proven; null unless NONE. */
  problem: string | null;
}

/**
 * Values over time, oldest first. `at` is an ISO instant, `value` a decimal number, `day` the day at the exchange, which may
 * be another one than in UTC.
 */
export interface Series {
  symbol: string;
  unit: string;
  points: { at: string; value: string; day?: string }[];
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
  /** Numbers in the text that no proven figure supports. */
  unsupported: UnsupportedNumber[];
  /** What the product itself finds missing, before the verifier reads the report. */
  gaps: Gap[];
}

/** A number in a report's text that no proven figure supports. */
export interface UnsupportedNumber {
  /** Index of the section; null: the summary. */
  section: number | null;
  /** As written, with its unit: `41 %`. */
  number: string;
  /** The sentence around it. */
  sentence: string;
}

/**
 * Kinds of gaps. SYMBOL: the symbol is not known. FIGURE: an analysis has no proven figure of a symbol. OMISSION: the report
 * has none of the proven figures that an analysis has of a symbol. SEARCH: a planned search has no result. SOURCE: no
 * finding has this source. LANGUAGE: the text is not in the language that was asked for. NUMBER: a figure of the report is
 * not proven, or no proven figure supports a number of its text.
 */
export const gapKinds = [
  "SYMBOL",
  "FIGURE",
  "OMISSION",
  "SEARCH",
  "SOURCE",
  "LANGUAGE",
  "NUMBER",
] as const;

/** What a report lacks. */
export interface Gap {
  kind: (typeof gapKinds)[number];
  /** The symbol, query, address, language or number. */
  subject: string;
  /** What is missing, in one sentence. */
  message: string;
}

/** The verdict on a report: of the product's own check and of the verifier. */
export interface Verification {
  kind: "Verification";
  /** True if the verifier accepts the report and the check finds no gap. */
  passed: boolean;
  /** True if the verifier accepts the report. */
  accepted: boolean;
  /** What the verifier objects to. */
  issues: { claim: string; problem: string }[];
  /** What the check found missing. */
  gaps: Gap[];
}

/** The outcome of a phase. `kind` is the GraphQL type. */
export type PhaseOutcome =
  | { kind: "Plan"; summary: string; searches: PlannedSearch[] }
  | { kind: "Findings"; summary: string; sources: Source[] }
  | { kind: "Analysis"; summary: string; metrics: Metric[]; series: Series[] }
  | Report
  | Verification;

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
  /** What is known of the symbols; of a run of an earlier release it is empty. */
  resolvedSymbols: ResolvedSymbol[];
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
