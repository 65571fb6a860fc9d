import type { Outcome } from "../price-quotes.ts";
import { asObject } from "../types.ts";
import { type Analyst, each } from "./analyst.ts";
import { cited, readNumber } from "./cite.ts";
import {
  dataOf,
  joinSentences,
  missingData,
  outcomeOf,
  readableNumber,
  sampleNote,
} from "./figures.ts";

/** The fundamentals analyst. */
export const fundamentalsAnalyst: Analyst = {
  asks: (brief) =>
    each(brief, [
      ["get_company_profile"],
      ["get_income_statement", { frequency: "annual" }],
      ["get_analyst_recommendations"],
    ]),
  analyze: (brief, outcomes) => {
    const read = brief.symbols.map((symbol) => businessOf(symbol, outcomes));
    return {
      summary: joinSentences(
        sampleNote(outcomes),
        ...read.map((r) => r.text),
        `The analysis considers the findings of ${brief.findings.length} search${
          brief.findings.length === 1 ? "" : "es"
        }.`,
        missingData(outcomes),
        "(emulated analysis of fundamentals)",
      ),
      metrics: read.flatMap((r) => r.metrics),
    };
  },
};

function businessOf(symbol: string, outcomes: readonly Outcome[]) {
  const profile = outcomeOf(outcomes, "get_company_profile", symbol);
  const income = outcomeOf(outcomes, "get_income_statement", symbol);
  const views = outcomeOf(outcomes, "get_analyst_recommendations", symbol);
  const { columns } = dataOf(income);
  const year = asObject(Array.isArray(columns) ? columns[0] : undefined);
  const period = "last twelve months";
  const metrics = [
    ...cited(
      { name: "Revenue", symbol, period: `FY to ${String(year.periodEnd)}` },
      readNumber(income, "/columns/0/lines/totalRevenue"),
    ),
    ...cited(
      { name: "Profit margin", symbol, period },
      readNumber(profile, "/results/profitMargin"),
      true,
    ),
    ...cited(
      { name: "Price to earnings", symbol, period },
      readNumber(profile, "/valuation/trailingPE"),
    ),
    ...cited(
      { name: "Mean target against price", symbol },
      readNumber(views, "/upsidePercent"),
    ),
  ];
  const values = metrics.map((m) =>
    `${m.name.replace(`, ${symbol}`, "").toLowerCase()} ${readableNumber(m.value)} ${m.unit ?? ""}`
      .trim()
  );
  const { rating: view } = dataOf(views);
  const rating = typeof view === "string" ? `; analysts rate it ${view}` : "";
  return { metrics, text: values.length > 0 ? `${symbol}: ${values.join(", ")}${rating}.` : "" };
}
