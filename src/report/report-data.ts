import type { UsageRecord } from "../../protocol/budget/records.ts";
import type { ToolCallRecord } from "../../protocol/conversation/records.ts";
import type { ResearchPhaseRecord, ResearchRunRecord } from "../../protocol/research/records.ts";
import { outcomeAs, type Report, type Verification } from "../../protocol/research/phase.ts";
import { currentReport } from "../../protocol/research/report/current-report.ts";
import { verdictOf } from "../../protocol/research/report/verdict-of.ts";
import type { Reads } from "../../schema/ports/reads.ts";

/** A tool call that a figure cites. */
export type CitedCall = Pick<ToolCallRecord, "id" | "server" | "name"> & {
  /** Null: who opens the page may not read it. */
  arguments: unknown;
};

/** What the page shows besides the report. */
export interface Shown {
  /** `usage:read` */
  usage: boolean;
  /** `conversations:read:detail`: arguments of tool calls. */
  detail: boolean;
}

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
  /** The tool calls that returned figures, or values that figures were computed from, as far as they may be read. */
  tools: ReadonlyMap<string, CitedCall>;
  /** Null: who opens the page may not read it. */
  usage: UsageRecord | null;
}

/** The report of a phase with the data of its page, as far as `shown` and `reads` permit; null where there is none. */
export async function reportData(
  reads: Reads,
  phaseId: string,
  shown: Shown,
): Promise<ReportData | null> {
  const phase = await reads.researchPhase(phaseId);
  const stored = phase && outcomeAs(phase, "Report");
  const run = stored && await reads.researchRun(phase.researchId);
  if (!stored || !run) return null;
  const report = currentReport(stored);
  const phases = await reads.phasesOfRun(run.id);
  return {
    report,
    run,
    writtenAt: phase.endedAt ?? run.createdAt,
    verdict: verdictOf(phases, phase.round) ?? null,
    missing: phases.filter((p) => p.status === "FAILED" || p.status === "CANCELLED"),
    searches: new Map(phases.map((p) => [p.id, p.name])),
    tools: await toolsOf(reads, report, shown),
    usage: shown.usage ? await reads.usageOfRun(run.id) : null,
  };
}

async function toolsOf(reads: Reads, { metrics, series }: Report, { detail }: Shown) {
  const inputs = metrics.flatMap(({ derivation }) => derivation?.inputs ?? []);
  const cited = [...metrics, ...series, ...inputs];
  const ids = new Set(cited.flatMap(({ toolCallId }) => toolCallId ?? []));
  const found = await Promise.all([...ids].map((id) => reads.entry(id)));
  const calls = found.filter((entry) => entry?.kind === "tool");
  return new Map(calls.map(({ id, server, name, arguments: given }) => [
    id,
    { id, server, name, arguments: detail ? given : null },
  ]));
}
