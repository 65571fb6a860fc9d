import type { Outcome } from "../price-quotes.ts";
import { asObject, type Json, type ModelOutput, type OfferedTool } from "../types.ts";
import type { Brief, Figure } from "./brief.ts";
import {
  figure,
  isTool,
  joinSentences,
  missingData,
  readableNumber,
  resultOf,
  sampleNote,
} from "./figures.ts";

/** The result of an analyst. */
export type Analysis = { summary: string; metrics: Figure[] };

/** An analyst: its first tool calls, and its analysis of their results. */
export type Analyst = {
  asks: (brief: Brief) => [tool: string, args: Json][];
  analyze: (brief: Brief, outcomes: readonly Outcome[]) => Analysis;
};

const maxSymbols = 4;
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
      metrics: read.flatMap((p) => p.metrics).slice(0, 16),
    };
  },
};

function priceOf(symbol: string, outcomes: readonly Outcome[]) {
  const now = resultOf(outcomes, "get_current_stock_price", symbol);
  const past = asObject(resultOf(outcomes, "get_historical_stock_prices", symbol).summary);
  const metrics = [
    ...figure(`Price, ${symbol}`, now.price, now.currency, now.at),
    ...figure(`Change over 1 year, ${symbol}`, past.changePercent, "%", "1 year"),
    ...figure(`Highest in 1 year, ${symbol}`, past.highest, now.currency, "1 year"),
    ...figure(`Lowest in 1 year, ${symbol}`, past.lowest, now.currency, "1 year"),
  ];
  const change = typeof past.changePercent === "number" ? past.changePercent : undefined;
  const price = now.price === undefined
    ? ""
    : `${symbol} trades at ${String(now.price)} ${String(now.currency ?? "")}`;
  const way = change === undefined
    ? ""
    : `${price ? ", " : `${symbol} is `}${readableNumber(String(Math.abs(change)))} % ${
      change < 0 ? "below" : "above"
    } its close a year ago, with a 12-month range of ${String(past.lowest)} to ${
      String(past.highest)
    }`;
  return { symbol, change, metrics, text: price || way ? `${price}${way}.` : "" };
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
      metrics: read.flatMap((r) => r.metrics).slice(0, 12),
    };
  },
};

const percent = (value: unknown) => typeof value === "number" ? value * 100 : undefined;

function businessOf(symbol: string, outcomes: readonly Outcome[]) {
  const profile = resultOf(outcomes, "get_company_profile", symbol);
  const [results, valuation] = [asObject(profile.results), asObject(profile.valuation)];
  const income = resultOf(outcomes, "get_income_statement", symbol);
  const year = asObject(Array.isArray(income.columns) ? income.columns[0] : undefined);
  const views = resultOf(outcomes, "get_analyst_recommendations", symbol);
  const metrics = [
    ...figure(
      `Revenue, ${symbol}`,
      asObject(year.lines).totalRevenue,
      income.currency,
      `FY to ${String(year.periodEnd)}`,
    ),
    ...figure(
      `Profit margin, ${symbol}`,
      percent(results.profitMargin),
      "%",
      "last twelve months",
      2,
    ),
    ...figure(`Price to earnings, ${symbol}`, valuation.trailingPE, "x", "last twelve months"),
    ...figure(`Mean target against price, ${symbol}`, views.upsidePercent, "%"),
  ];
  const values = metrics.map((m) =>
    `${m.name.replace(`, ${symbol}`, "").toLowerCase()} ${readableNumber(m.value)} ${m.unit ?? ""}`
      .trim()
  );
  const rating = typeof views.rating === "string" ? `; analysts rate it ${views.rating}` : "";
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
    const read = brief.symbols.map((symbol) => ({
      symbol,
      risk: asObject(resultOf(outcomes, "get_company_profile", symbol).risk),
    }));
    const dissent = brief.findings.find((f) => /risks|against/i.test(f.search))?.search;
    const metrics = read.flatMap(({ symbol, risk }) => [
      ...figure(`Beta, ${symbol}`, risk.beta, null),
      ...figure(`Debt to equity, ${symbol}`, risk.debtToEquityPercent, "%"),
    ]);
    const ranked = read.filter((r) => typeof r.risk.beta === "number").toSorted((a, b) =>
      Number(b.risk.beta) - Number(a.risk.beta)
    );
    const worst = ranked[0]
      ? `The main risk is market exposure: ${ranked[0].symbol} has the highest beta (${
        String(ranked[0].risk.beta)
      }), likelihood medium.`
      : "No beta was available.";
    return {
      summary: joinSentences(
        sampleNote(outcomes),
        worst,
        dissent ? `For counterarguments see the findings of "${dissent}".` : "",
        brief.missing.length > 0 ? `Not available: ${brief.missing.join("; ")}.` : "",
        missingData(outcomes),
        "(emulated analysis of risks)",
      ),
      metrics: metrics.slice(0, 8),
    };
  },
};
