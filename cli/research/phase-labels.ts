import type { ViewPhase } from "../../clients/client/mod.ts";
import { sanitize } from "../terminal/cells.ts";
import type { Outcome, Phase } from "./run-state.ts";

/** The name of a phase on a line. */
export function labelOf({ node, id }: ViewPhase<Phase>): { role: string; name: string } {
  if (!node) return { role: "Phase", name: id };
  const role = roles[node.kind] ?? node.kind;
  const round = node.round > 1 ? `draft ${node.round}` : "";
  return { role, name: node.kind === "SEARCH" ? sanitize(node.name) : round };
}

const roles: Record<string, string> = {
  PLAN: "Plan",
  SEARCH: "Search",
  PRICES: "Prices",
  FUNDAMENTALS: "Fundamentals",
  RISK: "Risks",
  WRITE: "Report",
  VERIFY: "Verifier",
};

/** The outcome of a phase, or its progress, in a few words. */
export function wordsOf(phase: ViewPhase<Phase>): string {
  const { status, node, parts } = phase;
  if (status === "QUEUED") return "waits";
  if (status === "FAILED") return sanitize(node?.failure?.message ?? "failed");
  if (status === "CANCELLED") return "cancelled";
  if (status === "COMPLETED") return node?.outcome ? outcomeText(node.outcome) : "";
  const written = parts.reduce((sum, { text }) => sum + text.length, 0);
  if (written === 0) return status === "WAITING" ? "waits to try again" : "thinks";
  if (node?.kind === "WRITE") return `writes ${count(parts.length, "section")}`;
  return `writes, ${count(written, "character")}`;
}

function outcomeText(outcome: Outcome): string {
  switch (outcome.__typename) {
    case "Plan":
      return count(outcome.searches.length, "search", "searches");
    case "Findings":
      return count(outcome.sources.length, "source");
    case "Analysis":
      return figures(outcome.metrics);
    case "Report":
      return count(outcome.sections.length, "section");
    case "Verification":
      return verdictText(outcome);
  }
}

/** Gaps that the writer cannot mend end the run; only the next phase shows whether a report goes back. */
function verdictText(verdict: Extract<Outcome, { __typename: "Verification" }>): string {
  const { passed, issues, gaps } = verdict;
  if (passed) return "passed";
  return `not passed: ${count(issues.length, "issue")}, ${count(gaps.length, "gap")}`;
}

function figures(metrics: readonly { evidence: string }[]): string {
  const unproven = metrics.filter((m) => m.evidence === "NONE").length;
  const all = count(metrics.length, "figure");
  return unproven > 0 ? `${all}, ${unproven} not proven` : all;
}

const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** The duration of a phase so far; `now` is Unix ms. Empty before it starts. */
export function timeOf({ node }: ViewPhase<Phase>, now: number): string {
  if (!node?.startedAt) return "";
  const end = node.endedAt ? Date.parse(node.endedAt) : now;
  return `${(Math.max(0, end - Date.parse(node.startedAt)) / 1_000).toFixed(1)} s`;
}
