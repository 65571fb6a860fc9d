import assert from "node:assert/strict";
import { test } from "node:test";
import { contradicts, isOtherMargin } from "./field-meaning.ts";

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
    ["Price, NVDA", "/rows/0/fiftyTwoWeekLow"],
    ["Price, NVDA", "/previousClose"],
    ["Current price", "/target/mean"],
    ["Kurs", "/target/mean"],
    ["Cours actuel", "/dayLow"],
    ["Price", "/summary/firstClose"],
    ["P/E", "/valuation/forwardPE"],
    ["KGV", "/valuation/forwardPE"],
    ["Net debt", "/columns/0/lines/totalDebt"],
    ["Nettoverschuldung", "/columns/0/lines/totalDebt"],
    ["Dette nette", "/columns/0/lines/longTermDebt"],
    ["Revenue", "/columns/0/lines/costOfRevenue"],
    ["Chiffre d’affaires", "/columns/0/lines/netIncome"],
    ["Revenue", "/results/revenueGrowth"],
    ["Net income", "/columns/0/lines/dilutedEPS"],
    ["Earnings", "/columns/0/lines/dilutedEPS"],
    ["Free cash flow", "/columns/0/lines/operatingCashFlow"],
    ["Current assets", "/columns/0/lines/totalAssets"],
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
    ["Last close", "/previousClose"],
    ["Vortagesschluss", "/previousClose"],
    ["Close a year ago", "/summary/firstClose"],
    ["Latest close", "/summary/lastClose"],
    ["Erwartetes KGV", "/valuation/forwardPE"],
    ["Forward EPS", "/perShare/forwardEps"],
    ["Diluted EPS", "/columns/0/lines/dilutedEPS"],
    ["Kurs-Gewinn-Verhältnis", "/valuation/trailingPE"],
    ["Price change, 1 day", "/changePercent"],
    ["Cash and equivalents", "/columns/0/lines/cashAndCashEquivalents"],
    ["Cost of revenue", "/columns/0/lines/costOfRevenue"],
    ["Total liabilities", "/columns/0/lines/totalLiabilitiesNetMinorityInterest"],
    ["Croissance du chiffre d’affaires", "/results/revenueGrowth"],
    ["52-week range, low end", "/rows/0/fiftyTwoWeekLow"],
    ["Tagestief", "/dayLow"],
    ["Anything", "/x"],
    ["Anything", ""],
  ] as const;
  for (const [name, pointer] of pairs) assert.ok(!contradicts(name, pointer), `${name} ${pointer}`);
});

test("a margin is computed from its own amounts", () => {
  const lines = (field: string) => [`/columns/0/lines/${field}`, "/columns/0/lines/totalRevenue"];
  assert.ok(isOtherMargin("Gross margin", lines("netIncome")));
  assert.ok(isOtherMargin("Nettomarge", lines("grossProfit")));
  assert.ok(!isOtherMargin("Gross margin", lines("grossProfit")));
  assert.ok(!isOtherMargin("Net margin", lines("netIncome")));
  assert.ok(!isOtherMargin("Share of costs", lines("costOfRevenue")));
});
