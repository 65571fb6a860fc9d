import type { Outcome } from "../price-quotes.ts";
import { asObject, type Json, type ModelOutput, type OfferedTool } from "../types.ts";
import type { Brief, Figure } from "./brief.ts";
import { changed, cited, type Read, readNumber } from "./cite.ts";
import {
  dataOf,
  isTool,
  joinSentences,
  missingData,
  outcomeOf,
  readableNumber,
  sampleNote,
} from "./figures.ts";

/** The result of an analyst. */
export type Analysis = { summary: string; metrics: Figure[] };

/** An analyst: its first tool calls, and its analysis of their results. */
export type Analyst = {
  asks: (brief: Brief) => [tool: string, args: Json][];
  analyze: (brief: Brief, outcomes: readonly Outcome[]) => Analysis;
};

const maxSymbols = 10;
const each = ({ symbols }: Brief, tools: [string, Json?][]) =>
  symbols.slice(0, maxSymbols).flatMap((symbol) =>
    tools.map(([tool, more]): [string, Json] => [tool, { symbol, ...more }])
  );

/** The calls of an analyst that its agent offers. */
export function callsOf(
  analyst: Analyst,
  brief: Brief,
  offered: readonly OfferedTool[],
): ModelOutput[] {
  return analyst.asks(brief).flatMap(([tool, args]): ModelOutput[] => {
    const known = offered.find(({ name }) => isTool(name, tool));
    return known ? [{ kind: "call", name: known.name, arguments: JSON.stringify(args) }] : [];
  });
}

/** The price analyst. */
export const priceAnalyst: Analyst = {
  asks: (brief) => [
    ...each(brief, [
      ["get_current_stock_price"],
      ["get_historical_stock_prices", { period: "1y" }],
    ]),
    ...(brief.symbols.length > 1
      ? [["compare_stocks", { symbols: brief.symbols.slice(0, 10) }] as [string, Json]]
      : []),
  ],
  analyze: (brief, outcomes) => {
    const read = brief.symbols.map((symbol) => priceOf(symbol, outcomes));
    const [best, ...others] = read.filter((p) => p.change !== undefined).toSorted((a, b) =>
      (b.change ?? 0) - (a.change ?? 0)
    );
    const worst = others.at(-1);
    const ranking = best && worst
      ? `Over the past year, ${best.symbol} performed best and ${worst.symbol} worst.`
      : "";
    const none = read.every((p) => p.metrics.length === 0) ? "No prices were available." : "";
    const sentences = read.map((p) => p.text);
    return {
      summary: joinSentences(
        sampleNote(outcomes),
        ranking,
        ...sentences,
        none,
        missingData(outcomes),
        "(emulated analysis of prices)",
      ),
      metrics: read.flatMap((p) => p.metrics),
    };
  },
};

function priceOf(symbol: string, outcomes: readonly Outcome[]) {
  const now = outcomeOf(outcomes, "get_current_stock_price", symbol);
  const past = outcomeOf(outcomes, "get_historical_stock_prices", symbol);
  const read = (field: string) => readNumber(past, `/summary/${field}`);
  const period = "1 year";
  const [price] = cited(
    { name: "Price", symbol, period: dataOf(now).at },
    readNumber(now, "/price"),
  );
  const about = { name: "Change over 1 year", symbol, period };
  const [change] = changed(about, read("firstClose"), read("lastClose"));
  const [high] = cited({ name: "Highest in 1 year", symbol, period }, read("highest"));
  const [low] = cited({ name: "Lowest in 1 year", symbol, period }, read("lowest"));
  const metrics = [price, change, high, low].filter((figure) => figure !== undefined);
  const first = price ? `${symbol} trades at ${price.value} ${price.unit ?? ""}`.trim() : "";
  const way = change
    ? `${first ? ", " : `${symbol} is `}${readableNumber(change.value.replace("-", ""))} % ${
      Number(change.value) < 0 ? "below" : "above"
    } its close a year ago`
    : "";
  const range = high && low ? `, with a 12-month range of ${low.value} to ${high.value}` : "";
  const text = first || way ? `${first}${way}${way && range}.` : "";
  return { symbol, change: change && Number(change.value), metrics, text };
}

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
        `The analysis considers the findings of ${brief.findings.length} searches.`,
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

/** The risk analyst. */
export const riskAnalyst: Analyst = {
  asks: (brief) => [
    ...each(brief, [["get_company_profile"]]),
    ...brief.symbols.slice(0, maxSymbols).map((query): [string, Json] => [
      "get_news",
      { query, limit: 3 },
    ]),
  ],
  analyze: (brief, outcomes) => {
    const read = brief.symbols.map((symbol) => {
      const profile = outcomeOf(outcomes, "get_company_profile", symbol);
      return { symbol, beta: readNumber(profile, "/risk/beta"), profile };
    });
    const dissent = brief.findings.find((f) => /risks|against/i.test(f.search))?.search;
    const metrics = read.flatMap(({ symbol, beta, profile }) => [
      ...cited({ name: "Beta", symbol }, beta),
      ...cited(
        { name: "Debt to equity", symbol },
        readNumber(profile, "/risk/debtToEquityPercent"),
      ),
    ]);
    const betas = read.flatMap(({ symbol, beta }) => beta ? [{ symbol, beta }] : []);
    const worst = mainRisk(betas);
    return {
      summary: joinSentences(
        sampleNote(outcomes),
        worst,
        dissent ? `For counterarguments see the findings of "${dissent}".` : "",
        brief.missing.length > 0 ? `Not available: ${brief.missing.join("; ")}.` : "",
        missingData(outcomes),
        "(emulated analysis of risks)",
      ),
      metrics,
    };
  },
};

function mainRisk(betas: readonly { symbol: string; beta: Read }[]): string {
  const [first] = betas.toSorted((a, b) => b.beta.number - a.beta.number);
  return first
    ? `The main risk is market exposure: ${first.symbol} has the highest beta (${first.beta.number}), likelihood medium.`
    : "No beta was available.";
}
