import type { Evidence, Gap, UnsupportedNumber } from "../phase.ts";

/** The version of `ReportDocument`. A change that a reader could notice, other than a new field, raises it. */
export const documentVersion = 1;

/** A report as JSON, the download `application/json`. Fields may be added; numbers of figures are decimals as text. */
export interface ReportDocument {
  format: "tramontane-report";
  version: typeof documentVersion;
  title: string;
  /** Markdown. */
  summary: string;
  /** Texts are Markdown. */
  sections: { title: string; text: string }[];
  /** Each figure once. */
  figures: DocumentFigure[];
  /** `query`: the search that found it; null if it is not known. */
  sources: { title: string; url: string | null; query: string | null }[];
  followUps: string[];
  /** Numbers of the text that no proven figure supports. `section`: its index; null is the summary. */
  unsupported: UnsupportedNumber[];
  /** What the check found missing. */
  gaps: Gap[];
  /** Phases that ended without an outcome. */
  failedPhases: { kind: string; name: string; status: string; message: string | null }[];
  /** Null: no verifier has read the report. `passed`: the verifier accepted it, and the check found no gap. */
  verdict: {
    passed: boolean;
    accepted: boolean;
    issues: { claim: string; problem: string }[];
  } | null;
  /** The prices of the charts, oldest first. `at`: ISO instants. */
  series: { symbol: string; unit: string; points: { at: string; value: string }[] }[];
  /** ISO instant. */
  writtenAt: string;
  run: {
    id: string;
    question: string;
    symbols: string[];
    /** BCP 47. */
    language: string;
    /** True: an emulator wrote it, and nothing was paid. */
    emulated: boolean;
    sampleMarketData: boolean;
  };
  /** Null: who opens the link may not read usage. */
  usage: {
    modelCalls: number;
    toolCalls: number;
    inputTokens: number;
    outputTokens: number;
    /** `amount` is a decimal; null if a price is not known. */
    cost: { amount: string; currency: string } | null;
  } | null;
}

/** A figure with its evidence. */
export interface DocumentFigure {
  name: string;
  symbol: string | null;
  value: string;
  unit: string | null;
  period: string | null;
  evidence: Evidence;
  /** Why it is not proven; null for a proven one. */
  problem: string | null;
  /** The cited value; null for a derived figure and without a citation. */
  source: DocumentCitation | null;
  /** Null unless derived. */
  derivation: { formula: string; inputs: (DocumentCitation & { name: string })[] } | null;
}

/** A value in the result of a tool call. */
export interface DocumentCitation {
  toolCallId: string;
  /** `<server>.<tool>`; null if the call is not stored any more, or who opens the link may not read it. */
  tool: string | null;
  /** Null without the scope `conversations:read:detail`, too. */
  arguments: unknown;
  /** JSON pointer (RFC 6901). */
  pointer: string | null;
  /** The value there, as text. */
  quoted: string | null;
}
