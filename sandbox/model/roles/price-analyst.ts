import type { Outcome } from "../price-quotes.ts";
import type { Json } from "../types.ts";
import { type Analyst, each } from "./analyst.ts";
import { changed, cited, readNumber } from "./cite.ts";
import {
  dataOf,
  joinSentences,
  missingData,
  outcomeOf,
  readableNumber,
  sampleNote,
} from "./figures.ts";

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
    { name: "Price", symbol, period: dataOf(now).day ?? dataOf(now).at },
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
  const moved = first || way ? `${first}${way}${way && range}.` : "";
  const text = joinSentences(moved, staleNote(symbol, dataOf(now)));
  return { symbol, change: change && Number(change.value), metrics, text };
}

/** What must be said about a quote that is too old. */
const staleNote = (symbol: string, { stale, day }: Json) =>
  stale === true ? `The price of ${symbol} is stale: it is of ${String(day)}.` : "";
