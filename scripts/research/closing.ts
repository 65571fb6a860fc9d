import type { EndedRun } from "./run-graph.ts";

/** What the command ends with. `cancelled` is what a shell gives for Ctrl-C. */
export const exitCodes = {
  verified: 0,
  failed: 1,
  usage: 2,
  notVerified: 3,
  noServer: 4,
  cancelled: 130,
} as const;

/** The last lines and the exit code of a run that ended. */
export function closingLines(
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
  return { code, lines: [verdict, ...saved, used] };
}

function usedBy({ usage, createdAt, endedAt }: EndedRun): string {
  const seconds = endedAt && (Date.parse(endedAt) - Date.parse(createdAt)) / 1_000;
  const { modelCalls, toolCalls, inputTokens, outputTokens, cost } = usage;
  return [
    `${modelCalls} model calls`,
    `${toolCalls} tool calls`,
    `${inputTokens} tokens read`,
    `${outputTokens} written`,
    ...(cost ? [`${cost.amount} ${cost.currency}`] : []),
    ...(seconds ? [`${seconds.toFixed(1)} s`] : []),
  ].join(", ");
}
