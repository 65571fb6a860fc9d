import type { Content } from "../conversation/content.ts";
import type { Failure } from "../status.ts";
import { textOf } from "../conversation/content.ts";
import { type Evidenced, evidenceOf } from "./evidence/evidence-of.ts";
import { figuresOf } from "./evidence/figure.ts";
import { type LabelledResult, phaseLabel } from "./evidence/tool-result.ts";
import { mentionsOf } from "./evidence/mentions.ts";
import { securitiesOf, type SupportedBrief, supportsOf } from "./evidence/supports-of.ts";
import { unsupportedNumbers } from "./evidence/prose/unsupported-numbers.ts";
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
  tools: readonly LabelledResult[];
}

/** A tool call of an earlier phase. */
export interface EarlierResult extends LabelledResult {
  kind: PhaseKind;
}

/** What the answer of a phase is read with. */
export interface OutcomeContext {
  brief: SupportedBrief;
  /** The phases before it. */
  earlier: readonly PhaseState[];
  /** Their tool calls that returned a result. */
  earlierTools: readonly EarlierResult[];
}

/** The outcome of a phase whose turn completed, or the failure if its answer is none. */
export function outcomeOf(
  { id, kind }: { id: string; kind: PhaseKind },
  turn: DoneTurn,
  context: OutcomeContext,
): PhaseOutcome | Failure {
  const output = withoutOverrides(turn.output);
  const answer = isRecord(output) ? output : {};
  if (kind === "SEARCH") return findings(id, turn.reply);
  if (kind === "PLAN") return plan(answer) ?? misfit("plan");
  if (kind === "VERIFY") return verification(answer) ?? misfit("verdict");
  const from = {
    resultOf: byLabel(turn, context),
    mentionsOf: mentionsOf(securitiesOf(context.brief)),
  };
  if (kind === "WRITE") return report(answer, context, from) ?? misfit("report");
  return analysis(answer, turn.tools, from) ?? misfit("analysis");
}

/** Characters that show the text after them in another order: a proven 18.3 would be shown as 3.81. */
const overrides = /[\u202a-\u202e\u2066-\u2069]/g;

/** An answer without characters that change the order in which its texts are shown. */
const withoutOverrides = (output: unknown): unknown =>
  isRecord(output) ? JSON.parse(JSON.stringify(output).replace(overrides, "")) : output;

/** Finds tool calls as the agent of the turn sees them: its own by label, others with the name of their phase before it. */
function byLabel({ tools }: DoneTurn, { earlierTools }: OutcomeContext): Evidenced["resultOf"] {
  const labelled = new Map<string, LabelledResult>([
    ...earlierTools.map((tool) => [phaseLabel(tool.kind, tool.label), tool] as const),
    ...tools.map((tool) => [tool.label, tool] as const),
  ]);
  return (label) => labelled.get(label);
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
  const summary = textOf(reply).replace(overrides, "").trim();
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
  own: readonly LabelledResult[],
  from: Evidenced,
): PhaseOutcome | null {
  if (typeof answer.summary !== "string") return null;
  const metrics = metricsOf(answer, from);
  return { kind: "Analysis", summary: answer.summary, metrics, series: own.flatMap(seriesOf) };
}

function report(
  answer: Answer,
  { brief, earlier }: OutcomeContext,
  from: Evidenced,
): PhaseOutcome | null {
  const sections = records(answer.sections).flatMap(({ title, text: body }) =>
    typeof title === "string" && typeof body === "string" ? [{ title, text: body }] : []
  );
  if (typeof answer.title !== "string" || sections.length === 0) return null;
  const prose = { title: answer.title, summary: text(answer.summary), sections };
  const metrics = metricsOf(answer, from);
  return {
    kind: "Report",
    ...prose,
    metrics,
    sources: sourcesOf(answer, earlier),
    followUps: list(answer.followUps).filter((q) => typeof q === "string"),
    series: earlier.flatMap((p) => outcomeAs(p, "Analysis")?.series ?? []),
    unsupported: unsupportedNumbers(prose, supportsOf(brief, earlier, metrics)),
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

const metricsOf = ({ metrics }: Answer, from: Evidenced): Metric[] =>
  figuresOf(metrics).map((figure) => evidenceOf(figure, from));

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

function unique<T>(things: readonly T[], keyOf: (thing: T) => string): T[] {
  return [...new Map(things.toReversed().map((t) => [keyOf(t), t])).values()].reverse();
}
