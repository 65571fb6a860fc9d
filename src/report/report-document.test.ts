import assert from "node:assert/strict";
import { test } from "node:test";
import { reportDocument } from "./report-document.ts";
import { sampleReportData } from "./testing/sample-report.ts";

const data = sampleReportData();
const figure = (name: string, over = data) =>
  reportDocument(over).figures.find((one) => one.name === name);

test("a figure has its exact value, its evidence, and the call that gave it", () => {
  assert.deepEqual(figure("Revenue"), {
    ...{ name: "Revenue", symbol: "AMD", value: "9246000000", unit: "USD", period: "2026-Q3" },
    ...{ evidence: "EXACT", problem: null, derivation: null },
    source: {
      toolCallId: "tool_income2",
      tool: "financials.get_income_statement",
      arguments: { symbol: "AMD", period: "quarterly" },
      ...{ pointer: "/revenue", quoted: "9246000000" },
    },
  });
});

test("a derived figure has its formula with the calls of its values, and an unproven one its problem", () => {
  const { source, derivation } = figure("Change in six months") ?? {};
  assert.equal(source, null);
  assert.equal(derivation?.formula, "(last - first) / first * 100");
  assert.deepEqual(derivation?.inputs.map(({ name, quoted, tool }) => [name, quoted, tool]), [
    ["last", "191.54", "prices.get_historical_prices"],
    ["first", "222.55", "prices.get_historical_prices"],
  ]);
  const open = figure("Data centres, share of revenue");
  assert.deepEqual([open?.evidence, open?.problem, open?.source], [
    "NONE",
    "It cites no tool call.",
    null,
  ]);
});

test("what is missing, the verdict and the cost are there, and it is JSON", () => {
  const gap = { kind: "FIGURE" as const, subject: "ZZZZQ", message: "No figure is about it." };
  const document = reportDocument({
    ...data,
    verdict: { kind: "Verification", passed: false, accepted: true, issues: [], gaps: [gap] },
  });
  assert.deepEqual(document.gaps, [gap]);
  assert.deepEqual(document.verdict, { passed: false, accepted: true, issues: [] });
  assert.equal(document.failedPhases[0]?.message, "The search tool could not be reached.");
  assert.deepEqual(document.usage?.cost, { amount: "0.0413", currency: "USD" });
  assert.deepEqual(document.sources[0]?.query, "NVIDIA results third quarter 2026");
  assert.equal(document.run.emulated, true);
  assert.deepEqual(JSON.parse(JSON.stringify(document)), document);
});
