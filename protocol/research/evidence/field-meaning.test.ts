import assert from "node:assert/strict";
import { test } from "node:test";
import { contradicts } from "./field-meaning.ts";

test("a name that says one thing contradicts a field that means another", () => {
  const pairs = [
    ["Highest in 1 year, NVDA", "/summary/lowest"],
    ["52-week low", "/rows/0/fiftyTwoWeekHigh"],
    ["Gross margin", "/results/operatingMargin"],
    ["Gross profit margin", "/results/profitMargin"],
    ["Net income", "/columns/0/lines/totalRevenue"],
    ["Umsatz", "/columns/0/lines/grossProfit"],
    ["Beta", "/valuation/trailingPE"],
    ["Market cap", "/size/enterpriseValue"],
  ] as const;
  for (const [name, pointer] of pairs) assert.ok(contradicts(name, pointer), `${name} ${pointer}`);
});

test("a name that means the field, or whose meaning is not known, contradicts nothing", () => {
  const pairs = [
    ["Highest in 1 year, NVDA", "/summary/highest"],
    ["Day high", "/dayHigh"],
    ["Price, NVDA", "/price"],
    ["Price at the low", "/points/3/low"],
    ["Close, NVDA", "/points/3/close"],
    ["Price to earnings, NVDA", "/valuation/trailingPE"],
    ["Forward P/E", "/valuation/forwardPE"],
    ["Gross margin, NVDA", "/results/grossMargin"],
    ["Net profit margin", "/results/profitMargin"],
    ["Revenue growth", "/results/revenueGrowth"],
    ["Debt to equity, NVDA", "/risk/debtToEquityPercent"],
    ["Mean target against price", "/upsidePercent"],
    ["Mean price target", "/target/mean"],
    ["Highest target", "/target/high"],
    ["Kursziel", "/target/high"],
    ["Anything", "/x"],
    ["Anything", ""],
  ] as const;
  for (const [name, pointer] of pairs) assert.ok(!contradicts(name, pointer), `${name} ${pointer}`);
});
