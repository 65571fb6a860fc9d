import {
  type Gap,
  type Metric,
  outcomeAs,
  type PhaseKind,
  type PhaseState,
  type Report,
  type ResearchBrief,
} from "../phase.ts";
import { typeOf, unchecked } from "../resolved-symbol.ts";

type AnalysisKind = Extract<PhaseKind, "PRICES" | "FUNDAMENTALS" | "RISK">;

const analysisName: Record<AnalysisKind, string> = {
  PRICES: "prices",
  FUNDAMENTALS: "fundamentals",
  RISK: "risk",
};

/**
 * Symbols without a proven figure of an analysis that is due for their type: FIGURE if the analysis has none, OMISSION
 * if only the report has none. An unknown symbol is one gap, not four.
 */
export function figureGaps(
  brief: Pick<ResearchBrief, "symbols" | "resolvedSymbols">,
  phases: readonly PhaseState[],
  report: Report,
): Gap[] {
  return brief.symbols.flatMap((symbol) => {
    const resolved = brief.resolvedSymbols.find((s) => s.symbol === symbol) ?? unchecked(symbol);
    if (resolved.known === false) return [];
    return analysesDue(typeOf(resolved)).flatMap((kind) => gapOf(kind, symbol, phases, report));
  });
}

/** Only a company has statements and a business with risks. */
const analysesDue = (type: string): AnalysisKind[] =>
  type === "EQUITY" ? ["PRICES", "FUNDAMENTALS", "RISK"] : ["PRICES"];

function gapOf(
  kind: AnalysisKind,
  symbol: string,
  phases: readonly PhaseState[],
  report: Report,
): Gap[] {
  const analysis = phases.findLast((p) => p.kind === kind);
  const given = proven(analysis && outcomeAs(analysis, "Analysis")?.metrics, symbol);
  const of = `proven figure of ${symbol}`;
  if (given.length === 0) {
    const message = `The analysis of ${analysisName[kind]} has no ${of}.`;
    return [{ kind: "FIGURE", subject: symbol, message }];
  }
  const calls = new Set(given.flatMap(callsOf));
  const used = proven(report.metrics, symbol).some((m) => callsOf(m).some((c) => calls.has(c)));
  const message = `The report has no ${of} from the analysis of ${analysisName[kind]}.`;
  return used ? [] : [{ kind: "OMISSION", subject: symbol, message }];
}

const proven = (metrics: readonly Metric[] | null | undefined, symbol: string) =>
  metrics?.filter((m) => m.evidence !== "NONE" && m.symbol === symbol) ?? [];

/** The tool calls that prove a figure. */
const callsOf = ({ toolCallId, derivation }: Metric): string[] => [
  ...(toolCallId ? [toolCallId] : []),
  ...(derivation?.inputs.map((i) => i.toolCallId) ?? []),
];
