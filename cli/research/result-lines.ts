import { readable } from "../graph/readable.ts";
import { evidenceLines } from "./evidence-lines.ts";
import type { EndedRun } from "./run-graph.ts";

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
  const verdict = run.verified
    ? "The verifier passed this report."
    : "The verifier did NOT pass this report.";
  const code = run.verified ? exitCodes.verified : exitCodes.notVerified;
  return { code, lines: [verdict, ...evidenceOf(run), ...withoutFigures(run), ...saved, used] };
}

const evidenceOf = ({ report }: EndedRun) => report ? evidenceLines(report) : [];

/** An unknown symbol leads to a report without figures for it, which a verifier may pass. */
function withoutFigures({ symbols, report }: EndedRun): string[] {
  const asked = new Set((report?.metrics ?? []).flatMap(({ toolCall }) => words(toolCall)));
  const missing = symbols.filter((symbol) => !asked.has(symbol.toUpperCase()));
  if (missing.length === 0) return [];
  const names = missing.join(", ");
  return [`No figure of this report comes from a tool call for ${names}. Is the symbol right?`];
}

/** The words in the arguments of a tool call, in upper case. */
function words(toolCall: { arguments: unknown } | null): string[] {
  const text = JSON.stringify(toolCall?.arguments ?? null);
  return [...text.matchAll(/"([^"]*)"/g)].map(([, word = ""]) => word.toUpperCase());
}

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
