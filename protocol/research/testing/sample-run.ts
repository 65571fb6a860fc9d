import type {
  Metric,
  PhaseKind,
  PhaseOutcome,
  PhaseState,
  Report,
  ResearchBrief,
} from "../phase.ts";
import { type SecurityType, unchecked } from "../resolved-symbol.ts";

/** A known security. */
export const known = (symbol: string, type: SecurityType = "EQUITY") => ({
  ...unchecked(symbol),
  known: true,
  type,
});

/** A brief about one company. */
export const brief: ResearchBrief = {
  question: "How is AMD?",
  symbols: ["AMD"],
  resolvedSymbols: [known("AMD")],
  searches: 2,
  revisions: 2,
  language: "en",
  today: "2026-11-23",
};

/** A phase that completed with this outcome. */
export const done = (kind: PhaseKind, name: string, outcome: PhaseOutcome): PhaseState => ({
  id: `phase_${name}`,
  kind,
  round: 1,
  name,
  status: "COMPLETED",
  outcome,
  failure: null,
});

/** A proven figure of AMD that the tool call proves. */
export const proven = (toolCallId: string, more: Partial<Metric> = {}): Metric => ({
  name: "Price, AMD",
  value: "203.78",
  unit: "USD",
  period: null,
  symbol: "AMD",
  evidence: "EXACT",
  toolCallId,
  pointer: "/price",
  quoted: "203.78",
  derivation: null,
  problem: null,
  ...more,
});

/** An analysis with these figures. */
export const analysis = (kind: PhaseKind, ...metrics: Metric[]) =>
  done(kind, kind, { kind: "Analysis", summary: "", metrics, series: [] });

/** The address that a search found. */
export const address = "https://a.example/amd?id=(1)";

/** The plan, two searches with results, and the analyses with one figure each. */
export const phases: readonly PhaseState[] = [
  done("PLAN", "Plan", {
    kind: "Plan",
    summary: "",
    searches: ["news", "rivals", "more than allowed"].map((query) => ({ query, reason: "" })),
  }),
  done("SEARCH", "news", {
    kind: "Findings",
    summary: "Up.",
    sources: [{ title: "A page", url: address, phaseId: "phase_news" }],
  }),
  done("SEARCH", "rivals", { kind: "Findings", summary: "Many.", sources: [] }),
  analysis("PRICES", proven("c1")),
  analysis("FUNDAMENTALS", proven("c2")),
  analysis("RISK", proven("c3")),
];

/** A report without gaps. */
export const report: Report = {
  kind: "Report",
  title: "AMD",
  summary:
    `The company sells more processors than a year ago, and its margins have grown with them since the spring, although its rivals are catching up, as [A page](${address}) says.`,
  sections: [{ title: "Prices", text: "The share is above its close a year ago." }],
  metrics: [proven("c1"), proven("c2"), proven("c3")],
  sources: [{ title: "A page", url: address, phaseId: "phase_news" }],
  followUps: [],
  series: [],
  unsupported: [],
  gaps: [],
};
