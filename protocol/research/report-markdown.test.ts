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
const real = { provider: "mistral", sampleMarketData: false };

test("a report is one Markdown text, with a heading for each part", () => {
  assert.equal(
    reportMarkdown(report, real),
    `# NVDA against AMD

Ahead.

## Margins

Wide.

- 73 %

## Key figures

| Figure | Value | Period | From |
| --- | ---: | --- | --- |
| Price \\| last | 190.30 USD | 2026-11-20 | tool |
| Share | 88 | 2026-Q3 | model |

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
    reportMarkdown(bare, { provider: "emulator-1", sampleMarketData: true }),
    `# NVDA against AMD

> **Written by an emulator, not by a model.**

> **The prices are samples, not market data.**

Ahead.
`,
  );
});
