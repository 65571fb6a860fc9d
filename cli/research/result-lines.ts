import { readable } from "../graph/readable.ts";
import { evidenceLines } from "./evidence-lines.ts";
import type { EndedRun } from "./run-graph.ts";
import { verdictLines } from "./verdict-lines.ts";

/** Exit codes of the command. `cancelled` is a shell's code for Ctrl-C. */
export const exitCodes = {
  verified: 0,
  failed: 1,
  usage: 2,
  notVerified: 3,
  noServer: 4,
  cancelled: 130,
} as const;

/** The last lines and the exit code of a run that ended. */
export function resultLines(
  run: EndedRun,
  paths: readonly string[],
): { code: number; lines: string[] } {
  const saved = paths.map((path) => `Saved: ${path}`);
  const used = `Used: ${usedBy(run)}`;
  if (run.status === "CANCELLED") {
    const lines = [`The run ${run.id} was cancelled; what it finished stays readable.`];
    return { code: exitCodes.cancelled, lines: [...lines, ...saved, used] };
  }
  if (run.status !== "COMPLETED") {
    const why = run.failure ? `${run.failure.code}, ${run.failure.message}` : run.status;
    return { code: exitCodes.failed, lines: [`The run failed: ${why}`, ...saved, used] };
  }
  const code = run.verified ? exitCodes.verified : exitCodes.notVerified;
  return { code, lines: [...verdictLines(run), ...evidenceOf(run), ...saved, used] };
}

const evidenceOf = ({ report }: EndedRun) => report ? evidenceLines(report) : [];

function usedBy({ usage, createdAt, endedAt, emulated }: EndedRun): string {
  const seconds = endedAt && (Date.parse(endedAt) - Date.parse(createdAt)) / 1_000;
  const { modelCalls, toolCalls, inputTokens, outputTokens, cost } = readable(usage, "usage:read");
  return [
    `${modelCalls} model calls`,
    `${toolCalls} tool calls`,
    `${inputTokens} tokens read`,
    `${outputTokens} written`,
    ...(emulated ? ["emulated, no cost"] : cost ? [`${cost.amount} ${cost.currency}`] : []),
    ...(seconds ? [`${seconds.toFixed(1)} s`] : []),
  ].join(", ");
}
