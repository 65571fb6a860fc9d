import type { ToolCallRecord } from "../../../protocol/conversation/records.ts";
import { noBudget } from "../../../protocol/budget/budget.ts";
import type { Metric, Series } from "../../../protocol/research/phase.ts";
import type { ReportData } from "../report-data.ts";

const day = 24 * 60 * 60_000;
const start = Date.parse("2026-05-26T13:30:00.000Z");

/** Closing prices of half a year, without weekends, that vary as prices do. */
function walk(symbol: string, from: number, drift: number, toolCallId: string): Series {
  let [value, seed] = [from, symbol.length * 7_919 + from];
  const points = [];
  for (let at = start; points.length < 126; at += day) {
    if ([0, 6].includes(new Date(at).getUTCDay())) continue;
    seed = (seed * 48_271) % 2_147_483_647;
    value *= 1 + drift + (seed / 2_147_483_647 - 0.5) * 0.04;
    points.push({ at: new Date(at).toISOString(), value: value.toFixed(2) });
  }
  return { symbol, unit: "USD", points, toolCallId };
}

const tool = (id: string, server: string, name: string, args: unknown) =>
  ({ kind: "tool", id, server, name, arguments: args }) as ToolCallRecord;

const nvda = "NVIDIA's growth rests on data centres, AMD's on a broader base";

/** A report in the form that the agents write, for tests and as an example. */
export function sampleReportData(): ReportData {
  return {
    report: {
      kind: "Report",
      title: "NVIDIA against AMD: the leader keeps its distance",
      summary:
        "NVIDIA remains well ahead of AMD in **data-centre revenue and margins**, but its shares already price that in. AMD grows from a smaller base and is more exposed to a slowdown in client PCs. Over the last six months both shares rose; NVIDIA's rose more.",
      sections: [
        {
          title: "Position of the two companies",
          text:
            `${nvda}. In its latest quarter NVIDIA earned more than **80 %** of its revenue with data centres; at AMD it was about half.\n\nThree things matter most:\n\n- **Supply.** Both depend on the same foundry, and on advanced packaging above all.\n- **Software.** CUDA still binds customers; ROCm has closed part of the gap.\n- **Customers.** A handful of hyperscalers buys most of what both make.\n\nThe [annual report](https://www.sec.gov/edgar) names the concentration of customers as its first risk.`,
        },
        {
          title: "Fundamentals",
          text:
            "Margins tell the two apart more clearly than growth does:\n\n| | NVIDIA | AMD |\n| --- | ---: | ---: |\n| Revenue, last quarter | 57.0 bn | 9.2 bn |\n| Gross margin | 73.4 % | 54.0 % |\n| Research, share of revenue | 8.1 % | 23.4 % |\n\nAMD spends a far larger share of its revenue on research, which weighs on its margin today.",
        },
        {
          title: "Risks",
          text:
            "1. Export rules may close markets at short notice.\n2. Large customers design chips of their own.\n3. Valuations leave little room for a weak quarter.\n\n> A single weak quarter of capital spending by the four largest customers would be felt at once.",
        },
      ],
      metrics: [
        metric("Price", "NVDA", "190.30", "USD", "2026-11-17", "tool_quote1", "/price"),
        metric("Price", "AMD", "191.54", "USD", "2026-11-17", "tool_quote2", "/price"),
        {
          ...metric("Gross margin", "NVDA", "73.4", "%", "2026-Q3", "tool_income", "/grossMargin"),
          evidence: "ROUNDED",
          quoted: "0.73407",
        },
        metric("Revenue", "AMD", "9246000000", "USD", "2026-Q3", "tool_income2", "/revenue"),
        {
          ...metric("Change in six months", "AMD", "-13.935916", "%", null, "tool_h2", null),
          ...{ evidence: "DERIVED", quoted: null },
          derivation: {
            formula: "(last - first) / first * 100",
            inputs: [
              {
                name: "last",
                toolCallId: "tool_h2",
                pointer: "/points/125/close",
                quoted: "191.54",
              },
              {
                name: "first",
                toolCallId: "tool_h2",
                pointer: "/points/0/close",
                quoted: "222.55",
              },
            ],
          },
        },
        {
          ...metric("Data centres, share of revenue", "NVDA", "88", "%", "2026-Q3", null, null),
          ...{ evidence: "NONE", problem: "It cites no tool call." },
        },
      ],
      sources: [
        source(
          "NVIDIA Announces Financial Results",
          "https://nvidianews.nvidia.com/news/q3",
          1,
        ),
        source("AMD Reports Third Quarter Results", "https://ir.amd.com/news/q3-2026", 2),
        source("Chip export rules, what changes", "https://www.example.org/export-rules", 3),
        { title: "A conversation with an analyst", url: null, phaseId: null },
      ],
      followUps: [
        "How much of NVIDIA's revenue comes from its four largest customers?",
        "What would a delay of the next generation by one quarter cost each of them?",
      ],
      series: [walk("NVDA", 148, 0.0022, "tool_h1"), walk("AMD", 170, 0.0016, "tool_h2")],
      unsupported: [{
        section: 0,
        number: "80 %",
        sentence:
          "In its latest quarter NVIDIA earned more than 80 % of its revenue with data centres.",
      }],
      gaps: [],
    },
    run: {
      id: "research_0198a3c27f4e7cc19b0d4b6ad2a6c1ff",
      tenant: "default",
      question: "How is NVDA doing against AMD?",
      symbols: ["NVDA", "AMD"],
      resolvedSymbols: [],
      language: "en",
      status: "COMPLETED",
      createdAt: new Date("2026-11-23T05:20:00.000Z"),
      endedAt: new Date("2026-11-23T05:27:00.000Z"),
      forkedFrom: null,
      verified: true,
      failure: null,
      budget: noBudget,
      provider: "emulator-1",
      sampleMarketData: true,
      owner: null,
      head: 40,
    },
    writtenAt: new Date("2026-11-23T05:26:00.000Z"),
    verdict: { kind: "Verification", passed: true, accepted: true, issues: [], gaps: [] },
    missing: [{
      id: "phase_4",
      researchId: "research_1",
      kind: "SEARCH",
      round: 1,
      name: "AMD MI400 supply agreements",
      status: "FAILED",
      startedAt: null,
      endedAt: null,
      text: "",
      turnId: null,
      outcome: null,
      failure: { code: "UNAVAILABLE", message: "The search tool could not be reached." },
    }],
    searches: new Map([
      ["phase_1", "NVIDIA results third quarter 2026"],
      ["phase_2", "AMD results third quarter 2026"],
      ["phase_3", "chip export rules November 2026"],
    ]),
    tools: new Map([
      ["tool_quote1", tool("1", "prices", "get_current_stock_price", { symbol: "NVDA" })],
      ["tool_quote2", tool("2", "prices", "get_current_stock_price", { symbol: "AMD" })],
      ["tool_income", tool("3", "financials", "get_income_statement", quarterly("NVDA"))],
      ["tool_income2", tool("4", "financials", "get_income_statement", quarterly("AMD"))],
      ["tool_h2", tool("5", "prices", "get_historical_prices", { symbol: "AMD", range: "6mo" })],
    ]),
    usage: {
      inputTokens: 48_210,
      outputTokens: 9_120,
      modelCalls: 17,
      toolCalls: 9,
      estimated: false,
      possiblyPaidTwice: 0,
      cost: { nanos: 41_300_000, currency: "USD" },
    },
  };
}

const quarterly = (symbol: string) => ({ symbol, period: "quarterly" });

const metric = (
  name: string,
  symbol: string,
  value: string,
  unit: string,
  period: string | null,
  toolCallId: string | null,
  pointer: string | null,
): Metric => ({
  ...{ name, symbol, value, unit, period, toolCallId, pointer },
  ...{ evidence: "EXACT", quoted: pointer && value, derivation: null, problem: null },
});

const source = (title: string, url: string, search: number) => ({
  title,
  url,
  phaseId: `phase_${search}`,
});
