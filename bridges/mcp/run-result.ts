import type { CallToolResult } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { McpRunFragment } from "./mcp.generated.ts";
import { failedResult, textResult } from "./results.ts";
import { hasEnded, readOn } from "./turn-result.ts";

/** A research run as the tools read it. */
export type Run = McpRunFragment;

const maxGaps = 50;

/** Structured content of `research`. */
export const runOutput = z.looseObject({
  researchId: z.string(),
  status: z.string().describe("COMPLETED, or RUNNING if the run still works."),
  idempotencyKey: z.string().nullable().describe(
    "The same call with this key reads the report of this run, instead of starting one; null if it is not known.",
  ),
  verified: z.boolean().describe("True: the verifier accepted the report, and no gap was found."),
  title: z.string().nullable(),
  summary: z.string().nullable().describe("The answer in a few sentences; null before the end."),
  gaps: z.array(z.looseObject({ kind: z.string(), subject: z.string(), message: z.string() }))
    .describe("What the report lacks."),
  reports: z.array(z.looseObject({ type: z.string(), url: z.string() })).describe(
    "Addresses of the report as page, Markdown, JSON and CSV. They expire.",
  ),
  emulated: z.boolean().describe("True: the texts come from an emulator, not from a model."),
  sampleMarketData: z.boolean().describe("True: the market data are invented samples."),
});

/** The result of a run that has ended, or that still works after the longest wait of a call. */
export function runResult(run: Run, key: string | null, base: string): CallToolResult {
  const content = runContent(run, key, base);
  if (!hasEnded(run.status)) {
    return textResult(`The research still works. ${readOn(key)}`, content);
  }
  if (run.status === "COMPLETED" && run.report) return textResult(textOf(content), content);
  const failure = run.failure ?? { code: run.status, message: "The research has no report." };
  return failedResult(failure, content);
}

type RunContent = ReturnType<typeof runContent>;

function runContent(run: Run, idempotencyKey: string | null, base: string) {
  const { id: researchId, status, verified, emulated, sampleMarketData, report } = run;
  const isDone = hasEnded(status);
  return {
    ...{ researchId, status, idempotencyKey, verified },
    title: isDone ? report?.title ?? null : null,
    summary: isDone ? report?.summary ?? null : null,
    gaps: (isDone ? report?.gaps ?? [] : []).slice(0, maxGaps),
    reports: (isDone ? report?.downloads ?? [] : []).map(({ type, url }) => ({
      type,
      url: new URL(url, base).href,
    })),
    ...{ emulated, sampleMarketData },
  };
}

function textOf(content: RunContent): string {
  const { title, summary, gaps, reports, verified, emulated, sampleMarketData } = content;
  const page = reports.find(({ type }) => type === "text/html") ?? reports[0];
  return [
    `# ${title}`,
    summary,
    verified ? "The report was verified." : "The report is NOT verified.",
    ...gaps.length > 0 ? ["It lacks:", ...gaps.map(({ message }) => `- ${message}`)] : [],
    ...page ? [`Report: ${page.url}`] : [],
    ...emulated ? ["Its texts come from an emulator, not from a model."] : [],
    ...sampleMarketData ? ["Its market data are invented samples."] : [],
  ].join("\n\n");
}
