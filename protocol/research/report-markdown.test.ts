import assert from "node:assert/strict";
import { test } from "node:test";
import type { Report } from "./phase.ts";
import { reportMarkdown } from "./report-markdown.ts";

const unproven = {
  symbol: null,
  evidence: "NONE",
  toolCallId: null,
  pointer: null,
  quoted: null,
  derivation: null,
  problem: "It cites no tool call.",
} as const;

const report: Report = {
  kind: "Report",
  title: "NVDA\nagainst AMD",
  summary: "Ahead.",
  sections: [{ title: "Margins", text: "Wide.\n\n- 73 %" }],
  metrics: [
    {
      name: "Price | last",
      value: "190.30",
      unit: "USD",
      period: "2026-11-20T21:00:00.000Z",
      symbol: null,
      evidence: "EXACT",
      toolCallId: "tool_1",
      pointer: "/price",
      quoted: "190.3",
      derivation: null,
      problem: null,
    },
    { name: "Share", value: "88", unit: null, period: "2026-Q3", ...unproven },
  ],
  sources: [
    { title: "Results [Q3]", url: "https://a.example/x y>", phaseId: null },
    { title: "An analyst", url: null, phaseId: null },
  ],
  followUps: ["And then?"],
  series: [],
  unsupported: [],
  gaps: [],
};
const real = { provider: "mistral", sampleMarketData: false, language: "en" };

test("a report is one Markdown text, with a heading for each part", () => {
  assert.equal(
    reportMarkdown(report, real),
    `# NVDA against AMD

Ahead.

## Margins

Wide.

- 73 %

## Key figures

| Figure | Value | Period | Evidence |
| --- | ---: | --- | --- |
| Price \\| last | 190.30 USD | Nov 20, 2026 | ✓ exact |
| Share | 88 | 2026-Q3 | ✗ not proven: It cites no tool call. |

## Sources

- [Results \\[Q3\\]](<https://a.example/x%20y%3E>)
- An analyst

## Follow-up questions

- And then?
`,
  );
});

test("warnings come first, and empty parts have no heading", () => {
  const bare = { ...report, sections: [], metrics: [], sources: [], followUps: [] };
  assert.equal(
    reportMarkdown(bare, { ...real, provider: "emulator-1", sampleMarketData: true }),
    `# NVDA against AMD

> **Written by an emulator, not by a model: emulated, no cost.**

> **The prices are samples, not market data.**

Ahead.
`,
  );
});

test("figures of several symbols have a column for them, and each figure is there once, proven", () => {
  const [price] = report.metrics;
  const figures = [
    { ...price!, name: "Price, NVDA", ...unproven, value: "149167842107" },
    { ...price!, name: "Change", value: "-13.935916", unit: "%" },
    { ...price!, name: "price, NVDA", value: "149167842107", quoted: "149167842107" },
  ].map((metric) => ({ ...metric, symbol: metric.name === "Change" ? "AMD" : "NVDA" }));
  const table = reportMarkdown({ ...report, metrics: figures }, real).split("\n")
    .filter((line) => line.startsWith("|")).slice(2);
  assert.deepEqual(table, [
    "| NVDA | price | 149.2 billion USD | Nov 20, 2026 | ✓ exact: 149,167,842,107 USD |",
    "| AMD | Change | -13.9 % | Nov 20, 2026 | ✓ exact: -13.935916 % |",
  ]);
});

test("what is not supported and what is missing have their headings, in the report's language", () => {
  const text = reportMarkdown({
    ...report,
    unsupported: [{ section: 0, number: "41 %", sentence: "Margin was 41 %." }],
    gaps: [{ kind: "FIGURE", subject: "ZZZZQ", message: "No proven figure is about it." }],
  }, { ...real, language: "de-CH" });
  assert.match(text, /## Nicht belegt\n\n- \*\*41 %\*\*: Margin was 41 %\./);
  assert.match(text, /## Was fehlt\n\n- \*\*Keine belegte Kennzahl, ZZZZQ\*\*: No proven figure/);
});

test("with a verdict the text says what check and verifier say, and what the verifier objects to", () => {
  const issues = [{ claim: "Margin *fell*", problem: "It rose." }];
  const verdict = { kind: "Verification" as const, passed: false, accepted: false, issues };
  const text = reportMarkdown(report, real, { ...verdict, gaps: [] });
  assert.match(text, /^> \*\*Not verified: the check found no gap, but the verifier did not/m);
  assert.match(
    text,
    /## What the verifier objects to\n\n- \*Margin \\\*fell\\\*\*: It rose\./,
  );
  assert.match(reportMarkdown(report, real, null), /^> \*\*Not verified: no verifier has read/m);
});

test("a derived figure names its formula and the values in it", () => {
  const citation = { toolCallId: "tool_1", pointer: "/0" };
  const inputs = [{ name: "a", quoted: "120", ...citation }, {
    name: "b",
    quoted: "100",
    ...citation,
  }];
  const metric = {
    ...report.metrics[0]!,
    value: "20",
    unit: "%",
    evidence: "DERIVED" as const,
    derivation: { formula: "(a - b) / b * 100", inputs },
  };
  assert.match(
    reportMarkdown({ ...report, metrics: [metric] }, real),
    /\| = derived: \(a - b\) \/ b \\\* 100, where a = 120, b = 100 \|/,
  );
});
