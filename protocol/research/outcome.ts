import type { Content } from "../conversation/content.ts";
import type { Failure } from "../status.ts";
import { textOf } from "../conversation/content.ts";
import { metricSources, type ToolNumbers } from "./metric-source.ts";
import { seriesOf } from "./series.ts";
import type { Metric, PhaseKind, PhaseOutcome, PhaseState, Source } from "./phase.ts";
import { outcomeAs } from "./phase.ts";

/** The turn that executed a phase. */
export interface DoneTurn {
  /** The answer as data; null for free text. */
  output: unknown;
  /** The answer as written. */
  reply: readonly Content[];
  /** Tool calls of the turn that returned a result. */
  tools: readonly ToolNumbers[];
}

/** The outcome of a phase whose turn completed, or the failure if its answer is none. `earlier`: the phases before it. */
export function outcomeOf(
  { id, kind }: { id: string; kind: PhaseKind },
  turn: DoneTurn,
  earlier: readonly PhaseState[],
  earlierTools: readonly ToolNumbers[],
): PhaseOutcome | Failure {
  const answer = isRecord(turn.output) ? turn.output : {};
  const tools = [...turn.tools, ...earlierTools];
  if (kind === "SEARCH") return findings(id, turn.reply);
  if (kind === "PLAN") return plan(answer) ?? misfit("plan");
  if (kind === "WRITE") return report(answer, earlier, tools) ?? misfit("report");
  if (kind === "VERIFY") return verification(answer) ?? misfit("verdict");
  return analysis(answer, turn.tools, tools) ?? misfit("analysis");
}

const misfit = (what: string): Failure => ({
  code: "INVALID_OUTPUT",
  message: `The agent's answer is not a ${what}.`,
});

function plan(answer: Answer): PhaseOutcome | null {
  const searches = records(answer.searches).flatMap(({ query, reason }) =>
    typeof query === "string" && query.trim() ? [{ query, reason: text(reason) }] : []
  );
  return searches.length > 0 ? { kind: "Plan", summary: text(answer.summary), searches } : null;
}

/** The text of the answer and its citations. An answer without text is a failure. */
function findings(phaseId: string, reply: readonly Content[]): PhaseOutcome | Failure {
  const summary = textOf(reply).trim();
  const cited = reply.flatMap((c) =>
    c.type === "citation" ? [{ title: c.title, url: c.url, phaseId }] : []
  );
  const sources = unique(cited, (s) => s.url ?? s.title);
  return summary
    ? { kind: "Findings", summary, sources }
    : { code: "INVALID_OUTPUT", message: "The search came back without an answer." };
}

function analysis(
  answer: Answer,
  own: readonly ToolNumbers[],
  tools: readonly ToolNumbers[],
): PhaseOutcome | null {
  if (typeof answer.summary !== "string") return null;
  const metrics = metricsOf(answer, tools);
  return { kind: "Analysis", summary: answer.summary, metrics, series: own.flatMap(seriesOf) };
}

function report(
  answer: Answer,
  earlier: readonly PhaseState[],
  tools: readonly ToolNumbers[],
): PhaseOutcome | null {
  const sections = records(answer.sections).flatMap(({ title, text: body }) =>
    typeof title === "string" && typeof body === "string" ? [{ title, text: body }] : []
  );
  if (typeof answer.title !== "string" || sections.length === 0) return null;
  return {
    kind: "Report",
    title: answer.title,
    summary: text(answer.summary),
    sections,
    metrics: metricsOf(answer, tools),
    sources: sourcesOf(answer, earlier),
    followUps: list(answer.followUps).filter((q) => typeof q === "string"),
    series: earlier.flatMap((p) => outcomeAs(p, "Analysis")?.series ?? []),
    unsupported: [],
    gaps: [],
  };
}

function verification(answer: Answer): PhaseOutcome | null {
  if (typeof answer.passed !== "boolean") return null;
  const issues = records(answer.issues).map((i) => ({
    claim: text(i.claim),
    problem: text(i.problem),
  }));
  const { passed } = answer;
  return { kind: "Verification", passed, accepted: passed, issues, gaps: [] };
}

function metricsOf(answer: Answer, tools: readonly ToolNumbers[]): Metric[] {
  const sourceOf = metricSources(tools);
  return records(answer.metrics).flatMap(({ name, value, unit, period }) => {
    const number = decimal(value);
    if (typeof name !== "string" || number === null) return [];
    const metric = { name, value: number, unit: textOrNull(unit), period: textOrNull(period) };
    const citation = { symbol: null, pointer: null, quoted: null, derivation: null, problem: null };
    return [{ ...metric, ...citation, evidence: "NONE", toolCallId: sourceOf(metric) }];
  });
}

/** The sources of the report, each with the search that found its URL. */
function sourcesOf(answer: Answer, earlier: readonly PhaseState[]): Source[] {
  const found = earlier.flatMap((p) => outcomeAs(p, "Findings")?.sources ?? []);
  const named = records(answer.sources).flatMap(({ title, url }) => {
    if (typeof title !== "string" && typeof url !== "string") return [];
    const known = found.find((s) => s.url !== null && s.url === url);
    return [{
      title: text(title) || known?.title || text(url),
      url: textOrNull(url),
      phaseId: known?.phaseId ?? null,
    }];
  });
  return unique(named, (s) => s.url ?? s.title);
}

type Answer = Record<string, unknown>;
const isRecord = (value: unknown): value is Answer =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => Array.isArray(value) ? value : [];
const records = (value: unknown) => list(value).filter(isRecord);
const text = (value: unknown) => typeof value === "string" ? value : "";
const textOrNull = (value: unknown) => text(value).trim() || null;

/** A decimal number as text; null for any other value. */
function decimal(value: unknown): string | null {
  const written = typeof value === "number" ? String(value) : text(value).replaceAll(",", "");
  return /^-?\d{1,30}(\.\d{1,18})?$/.test(written) ? written : null;
}

function unique<T>(things: readonly T[], keyOf: (thing: T) => string): T[] {
  return [...new Map(things.toReversed().map((t) => [keyOf(t), t])).values()].reverse();
}
