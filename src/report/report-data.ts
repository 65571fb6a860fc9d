import type { UsageRecord } from "../../protocol/budget/records.ts";
import type { ToolCallRecord } from "../../protocol/conversation/records.ts";
import type { ResearchPhaseRecord, ResearchRunRecord } from "../../protocol/research/records.ts";
import { outcomeAs, type Report, type Verification } from "../../protocol/research/phase.ts";
import { currentReport, currentVerdict } from "../../protocol/research/report/current-report.ts";
import type { Reads } from "../../schema/ports/reads.ts";

/** The data of a report's page. */
export interface ReportData {
  report: Report;
  run: ResearchRunRecord;
  /** When it was written. */
  writtenAt: Date;
  /** The outcome of the verifier for this report; null where it did not run. */
  verdict: Verification | null;
  /** The phases of the run that ended without an outcome. */
  missing: readonly ResearchPhaseRecord[];
  /** The names of searches, by their phase. */
  searches: ReadonlyMap<string, string>;
  /** The tool calls that returned figures, or values that figures were computed from. */
  tools: ReadonlyMap<string, ToolCallRecord>;
  /** Null: who opens the page may not read it. */
  usage: UsageRecord | null;
}

/** The report of a phase with the data of its page, with usage where `readsUsage`; null where there is none. */
export async function reportData(
  reads: Reads,
  phaseId: string,
  readsUsage: boolean,
): Promise<ReportData | null> {
  const phase = await reads.researchPhase(phaseId);
  const stored = phase && outcomeAs(phase, "Report");
  const run = stored && await reads.researchRun(phase.researchId);
  if (!stored || !run) return null;
  const report = currentReport(stored);
  const phases = await reads.phasesOfRun(run.id);
  const checked = phases.findLast((p) => p.kind === "VERIFY" && p.round === phase.round);
  const verdict = checked ? outcomeAs(checked, "Verification") : null;
  return {
    report,
    run,
    writtenAt: phase.endedAt ?? run.createdAt,
    verdict: verdict && currentVerdict(verdict),
    missing: phases.filter((p) => p.status === "FAILED" || p.status === "CANCELLED"),
    searches: new Map(phases.map((p) => [p.id, p.name])),
    tools: await toolsOf(reads, report),
    usage: readsUsage ? await reads.usageOfRun(run.id) : null,
  };
}

async function toolsOf(reads: Reads, { metrics, series }: Report) {
  const inputs = metrics.flatMap(({ derivation }) => derivation?.inputs ?? []);
  const cited = [...metrics, ...series, ...inputs];
  const ids = new Set(cited.flatMap(({ toolCallId }) => toolCallId ?? []));
  const found = await Promise.all([...ids].map((id) => reads.entry(id)));
  const calls = found.filter((entry) => entry?.kind === "tool");
  return new Map(calls.map((call) => [call.id, call]));
}
