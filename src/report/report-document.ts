import { formatDecimal } from "../../protocol/budget/budget.ts";
import { isEmulated } from "../../protocol/budget/emulated.ts";
import type { Metric } from "../../protocol/research/phase.ts";
import {
  type DocumentCitation,
  type DocumentFigure,
  documentVersion,
  type ReportDocument,
} from "../../protocol/research/report/document.ts";
import { allGaps } from "../../protocol/research/report/gaps-of.ts";
import { metricGroups } from "../../protocol/research/report/unique-metrics.ts";
import type { ReportData } from "./report-data.ts";

/** The report as JSON for programs. */
export function reportDocument(data: ReportData): ReportDocument {
  const { report, run, verdict, missing, searches, usage, writtenAt } = data;
  const { id, question, symbols, language, provider, sampleMarketData } = run;
  return {
    ...{ format: "tramontane-report", version: documentVersion },
    ...{ title: report.title, summary: report.summary },
    sections: report.sections.map(({ title, text }) => ({ title, text })),
    figures: figuresOf(data),
    sources: report.sources.map(({ title, url, phaseId }) => ({
      ...{ title, url },
      query: searches.get(phaseId ?? "") ?? null,
    })),
    ...{ followUps: report.followUps, unsupported: report.unsupported, gaps: allGaps(data) },
    failedPhases: missing.map(({ kind, name, status, failure }) => ({
      ...{ kind, name, status, message: failure?.message ?? null },
    })),
    verdict: verdict && {
      ...{ passed: verdict.passed, accepted: verdict.accepted, issues: verdict.issues },
    },
    series: report.series.map(({ symbol, unit, points }) => ({ symbol, unit, points })),
    writtenAt: writtenAt.toISOString(),
    run: { id, question, symbols, language, emulated: isEmulated(provider), sampleMarketData },
    usage: usage && usageOf(usage),
  };
}

function usageOf(usage: NonNullable<ReportData["usage"]>): NonNullable<ReportDocument["usage"]> {
  const { modelCalls, toolCalls, inputTokens, outputTokens, cost } = usage;
  return {
    ...{ modelCalls, toolCalls, inputTokens, outputTokens },
    cost: cost && { amount: formatDecimal(cost.nanos), currency: cost.currency },
  };
}

/** The figures of a report, each once, by symbol. */
export function figuresOf({ report, tools }: ReportData): DocumentFigure[] {
  return metricGroups(report.metrics).flatMap(({ metrics }) =>
    metrics.map((metric) => figureOf(metric, tools))
  );
}

function figureOf(metric: Metric, tools: ReportData["tools"]): DocumentFigure {
  const { name, symbol, value, unit, period, evidence, problem, derivation } = metric;
  const { toolCallId, pointer, quoted } = metric;
  return {
    ...{ name, symbol, value, unit, period, evidence, problem },
    source: derivation || toolCallId === null
      ? null
      : citationOf({ toolCallId, pointer, quoted }, tools),
    derivation: derivation && {
      formula: derivation.formula,
      inputs: derivation.inputs.map((input) => ({ name: input.name, ...citationOf(input, tools) })),
    },
  };
}

type Cited = Pick<DocumentCitation, "toolCallId" | "pointer" | "quoted">;

function citationOf(
  { toolCallId, pointer, quoted }: Cited,
  tools: ReportData["tools"],
): DocumentCitation {
  const call = tools.get(toolCallId);
  const tool = call ? `${call.server}.${call.name}` : null;
  return { toolCallId, tool, arguments: call?.arguments ?? null, pointer, quoted };
}
