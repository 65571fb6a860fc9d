import { type Expectations, readCase } from "../dataset.ts";
import type { StoredMetric, StoredPhase, StoredReport, StoredRun } from "../stored-run.ts";

/** A phase of a stored run. */
export function phaseOf(
  kind: StoredPhase["kind"],
  over: Partial<StoredPhase> = {},
): StoredPhase {
  return {
    kind,
    name: kind.toLowerCase(),
    round: 1,
    status: "COMPLETED",
    text: "",
    outcome: null,
    work: { steps: [] },
    ...over,
  };
}

/** A figure; with a problem it is not proven. */
export function metricOf(name: string, problem: string | null = null): StoredMetric {
  return { name, evidence: problem === null ? "EXACT" : "NONE", problem };
}

const page = "https://found.example/page";

/** The outcome of the verifier. */
export const verdictOf = (accepted: boolean): StoredPhase["outcome"] => ({
  __typename: "Verification",
  passed: accepted,
  accepted,
  issues: [],
});

/** A report that passes all rules. */
export function reportOf(over: Partial<StoredReport> = {}): StoredReport {
  const text = `NVDA costs 141.89 USD, as [the page](${page}) says too, and has for some time now.`;
  return {
    title: "NVDA",
    summary: "It does well.",
    markdown: "# NVDA",
    sections: [{ title: "Prices", text }, { title: "Risks", text: text.replace("141.89", "142") }],
    metrics: [metricOf("Price, NVDA")],
    sources: [{ title: "The page", url: page }],
    followUps: ["And then?"],
    unsupported: [],
    gaps: [],
    ...over,
  };
}

/** A run that passes all rules. */
export function runOf(over: Partial<StoredRun> = {}): StoredRun {
  const sources = [{ url: page }];
  return {
    id: "research_1",
    question: "How is NVDA?",
    symbols: ["NVDA"],
    status: "COMPLETED",
    verified: true,
    emulated: true,
    createdAt: "2026-11-23T12:00:00.000Z",
    endedAt: "2026-11-23T12:00:10.000Z",
    failure: null,
    usage: { modelCalls: 7, cost: { amount: "0.02", currency: "USD" } },
    phases: [
      phaseOf("SEARCH", { outcome: { __typename: "Findings", sources } }),
      phaseOf("VERIFY", { outcome: verdictOf(true) }),
    ],
    report: reportOf(),
    ...over,
  };
}

/** Expectations with their defaults. */
export function expecting(over: Partial<Expectations> = {}): Expectations {
  return { ...readCase("{ name: any, question: Any? }", "test").expect, ...over };
}
