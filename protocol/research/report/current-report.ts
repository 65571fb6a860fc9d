import type { Metric, Report, Verification } from "../phase.ts";

/** Why a figure without evidence is not proven. */
const noEvidence = "It was recorded before figures cited their source.";

/** A stored report, also one of an earlier release, with all that reports have now. */
export function currentReport(report: Report): Report {
  const { metrics, unsupported, gaps } = report as Partial<Report>;
  return {
    ...report,
    metrics: (metrics ?? []).map(currentMetric),
    unsupported: unsupported ?? [],
    gaps: gaps ?? [],
  };
}

/** The same for a figure. It has no tool call: an equal number in a result, which earlier releases looked for, proves nothing. */
export function currentMetric(metric: Metric): Metric {
  if ((metric as Partial<Metric>).evidence !== undefined) return metric;
  const citation = { toolCallId: null, pointer: null, quoted: null, derivation: null };
  return { ...metric, symbol: null, evidence: "NONE", ...citation, problem: noEvidence };
}

/** The same for a verdict: until there was a check, the verifier decided alone. */
export function currentVerdict(verdict: Verification): Verification {
  const { accepted, gaps } = verdict as Partial<Verification>;
  return { ...verdict, accepted: accepted ?? verdict.passed, gaps: gaps ?? [] };
}
