import { briefFigure, type CallLabels } from "./brief-figure.ts";
import { isMendable } from "./check/check-report.ts";
import {
  outcomeAs,
  type PhaseKind,
  type PhaseOutcome,
  type PhaseState,
  type ResearchBrief,
} from "./phase.ts";

/** The input of a phase's agent: the question and the results of earlier phases, as Markdown. */
export function briefOf(
  { kind, round, name }: Pick<PhaseState, "kind" | "round" | "name">,
  brief: ResearchBrief,
  phases: readonly PhaseState[],
  labels: CallLabels = new Map(),
): string {
  const blocks = [
    block("Question", brief.question),
    brief.symbols.length > 0 ? block("Symbols", brief.symbols.join(", ")) : "",
    block("Today", brief.today),
    block("Language of your answer", brief.language),
    ...specific[kind]({ round, name, brief, phases, labels }),
  ];
  return blocks.filter(Boolean).join("\n\n");
}

interface About {
  round: number;
  name: string;
  brief: ResearchBrief;
  phases: readonly PhaseState[];
  labels: CallLabels;
}

const specific: Record<PhaseKind, (about: About) => string[]> = {
  PLAN: ({ brief }) => [block("Maximum searches", String(brief.searches))],
  SEARCH: ({ name, phases }) => [
    block("Search", name),
    block("Why", plannedReason(name, phases)),
  ],
  PRICES: () => [],
  FUNDAMENTALS: ({ phases }) => [plan(phases), findings(phases)],
  RISK: ({ phases }) => [plan(phases), findings(phases)],
  WRITE: ({ round, phases, labels }) => [
    plan(phases),
    findings(phases),
    analyses(phases, labels),
    missing(phases),
    ...(round > 1 ? [lastReport(phases, labels), complaints(phases), gapsOf(phases, "mend")] : []),
  ],
  VERIFY: ({ phases, labels }) => [
    findings(phases),
    analyses(phases, labels),
    missing(phases),
    lastReport(phases, labels),
    gapsOf(phases, "know"),
  ],
};

const block = (title: string, body: string) => body ? `## ${title}\n\n${body}` : "";
const data = (title: string, value: unknown) =>
  block(title, `\`\`\`json\n${JSON.stringify(value, null, 1)}\n\`\`\``);

function plan(phases: readonly PhaseState[]): string {
  const planned = lastOf(phases, "Plan");
  return planned ? data("Plan", { summary: planned.summary, searches: planned.searches }) : "";
}

function plannedReason(name: string, phases: readonly PhaseState[]): string {
  const { searches } = lastOf(phases, "Plan") ?? {};
  return searches?.find((s) => s.query === name)?.reason ?? "";
}

function findings(phases: readonly PhaseState[]): string {
  const found = phases.flatMap((p) => {
    const { summary, sources } = outcomeAs(p, "Findings") ?? {};
    return summary === undefined
      ? []
      : [{ search: p.name, summary, sources: sources?.map(({ title, url }) => ({ title, url })) }];
  });
  return data("Findings of the searches", found);
}

function analyses(phases: readonly PhaseState[], labels: CallLabels): string {
  const analyses = phases.flatMap((p) => {
    const done = outcomeAs(p, "Analysis");
    if (!done) return [];
    const metrics = done.metrics.map((metric) => briefFigure(metric, labels));
    return [{ analysis: p.name, summary: done.summary, metrics }];
  });
  return data("Analyses", analyses);
}

/** Phases without a result, which the report must mention. */
function missing(phases: readonly PhaseState[]): string {
  const failed = phases.filter((p) => p.status === "FAILED" || p.status === "CANCELLED");
  const lines = failed.map((p) => `- ${p.name}: ${p.failure?.message ?? "was stopped"}`);
  return block("Missing: say in the report that these could not be had", lines.join("\n"));
}

function lastReport(phases: readonly PhaseState[], labels: CallLabels): string {
  const written = lastOf(phases, "Report");
  if (!written) return "";
  const { title, summary, sections, metrics, sources, followUps } = written;
  const bare = {
    metrics: metrics.map((metric) => briefFigure(metric, labels)),
    sources: sources.map(({ title, url }) => ({ title, url })),
  };
  return data("Report", { title, summary, sections, ...bare, followUps });
}

function complaints(phases: readonly PhaseState[]): string {
  const verdict = lastOf(phases, "Verification");
  const lines = verdict?.issues.map((i) => `- ${i.claim}: ${i.problem}`) ?? [];
  return block(
    "What the verifier found wrong: write the report again without it",
    lines.join("\n"),
  );
}

/** What the check found in the last report: for the writer what it can mend, for the verifier all of it. */
function gapsOf(phases: readonly PhaseState[], how: "mend" | "know"): string {
  const gaps = lastOf(phases, "Report")?.gaps ?? [];
  const lines = (how === "mend" ? gaps.filter(isMendable) : gaps).map((g) => `- ${g.message}`);
  const title = how === "mend"
    ? "What the check found: write the report again without it"
    : "What the check found: the report is not verified, whatever you find";
  return block(title, lines.join("\n"));
}

function lastOf<K extends PhaseOutcome["kind"]>(phases: readonly PhaseState[], kind: K) {
  return phases.map((p) => outcomeAs(p, kind)).findLast((o) => o !== null) ?? null;
}
