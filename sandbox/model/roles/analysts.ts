import type { Outcome } from "../price-quotes.ts";
import { asObject, type Json, type ModelOutput, type OfferedTool } from "../types.ts";
import type { Brief, Figure } from "./brief.ts";
import {
  figure,
  isTool,
  missingData,
  readableNumber,
  resultOf,
  said,
  sampleNote,
} from "./figures.ts";

/** What an analyst gives back. */
export type Analysis = { summary: string; metrics: Figure[] };

/** An analyst: the calls with which it begins, and what it makes of their results. */
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
      ? `Over the year ${best.symbol} did best and ${worst.symbol} worst.`
      : "";
    const none = read.every((p) => p.metrics.length === 0) ? "No price could be read." : "";
    const sentences = read.map((p) => p.text);
    return {
      summary: said(
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
    : `${symbol} costs ${String(now.price)} ${String(now.currency ?? "")}`;
  const way = change === undefined
    ? ""
    : `${price ? ", " : `${symbol} is `}${readableNumber(String(Math.abs(change)))} % ${
      change < 0 ? "below" : "above"
    } its close of a year ago, between ${String(past.lowest)} and ${
      String(past.highest)
    } on the way`;
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
      summary: said(
        sampleNote(outcomes),
        ...read.map((r) => r.text),
        `The findings of ${brief.findings.length} searches were read beside the statements.`,
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
  const told = metrics.map((m) =>
    `${m.name.replace(`, ${symbol}`, "").toLowerCase()} ${readableNumber(m.value)} ${m.unit ?? ""}`
      .trim()
  );
  const rating = typeof views.rating === "string" ? `; analysts say ${views.rating}` : "";
  return { metrics, text: told.length > 0 ? `${symbol}: ${told.join(", ")}${rating}.` : "" };
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
      ? `The worst risk is one of expectations: ${
        ranked[0].symbol
      } moves most with the market (beta ${String(ranked[0].risk.beta)}), likelihood medium.`
      : "No figure tells how much the price moves with the market.";
    return {
      summary: said(
        sampleNote(outcomes),
        worst,
        dissent ? `The case against is in the findings of "${dissent}".` : "",
        brief.missing.length > 0 ? `Not known: ${brief.missing.join("; ")}.` : "",
        missingData(outcomes),
        "(emulated analysis of risks)",
      ),
      metrics: metrics.slice(0, 8),
    };
  },
};
