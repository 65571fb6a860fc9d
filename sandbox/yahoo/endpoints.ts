import type { Answer } from "./answer.ts";
import { chartError, chartOf } from "./chart.ts";
import { optionsOf } from "./options.ts";
import { quoteOf } from "./quote.ts";
import { searchFor } from "./search.ts";
import { chanceOf } from "./chance.ts";
import { isDelisted, type Sample, sampleOf, sampleSymbols } from "./sample.ts";
import { summaryOf } from "./summary.ts";
import { timeseriesOf } from "./timeseries.ts";

type Endpoint = {
  name: string;
  path: RegExp;
  /** Whether Yahoo requires cookie and crumb. */
  crumb: boolean;
  answer: (id: string, query: URLSearchParams, now: number) => Answer;
};

function quote(_: string, query: URLSearchParams, now: number): Answer {
  const symbols = (query.get("symbols") ?? "").split(",").filter(Boolean);
  if (symbols.length === 0) {
    const error = { code: "Bad Request", description: 'Missing value for the "symbols" argument' };
    return { status: 400, body: { finance: { result: null, error } } };
  }
  const result = symbols.flatMap((symbol) => {
    const sample = sampleOf(symbol, now);
    return sample ? [quoteOf(sample, now)] : [];
  });
  return { body: { quoteResponse: { result, error: null } } };
}

/** A sample that is still traded. For others, Yahoo has only the placeholder of a quote. */
function listed(symbol: string, now: number): Sample | undefined {
  const sample = sampleOf(symbol, now);
  return sample && !isDelisted(sample) ? sample : undefined;
}

function chart(id: string, query: URLSearchParams, now: number): Answer {
  const sample = listed(id, now);
  if (sample) return chartOf(sample, query, now);
  return chartError(404, "Not Found", "No data found, symbol may be delisted");
}

function summary(id: string, query: URLSearchParams, now: number): Answer {
  const sample = listed(id, now);
  if (sample) return summaryOf(sample, query, now);
  const error = { code: "Not Found", description: `Quote not found for symbol: ${id}` };
  return { status: 404, body: { quoteSummary: { result: null, error } } };
}

function timeseries(id: string, query: URLSearchParams, now: number): Answer {
  const sample = listed(id, now);
  return sample
    ? timeseriesOf(sample, query, now)
    : { body: { timeseries: { result: [], error: null } } };
}

function options(id: string, query: URLSearchParams, now: number): Answer {
  const sample = listed(id, now);
  return sample
    ? optionsOf(sample, query, now)
    : { body: { optionChain: { result: [], error: null } } };
}

/** Similar companies, by a deterministic score of both names. */
function recommendations(ids: string, _: URLSearchParams, now: number): Answer {
  const result = ids.split(",").filter((id) => listed(id, now)).map((symbol) => ({
    symbol,
    recommendedSymbols: sampleSymbols.filter((other) => other !== symbol)
      .map((other) => ({
        symbol: other,
        score: Math.round(chanceOf(`${symbol}~${other}`) * 300) / 1_000,
      }))
      .sort((a, b) => b.score - a.score).slice(0, 5),
  }));
  return { body: { finance: { result, error: null } } };
}

function trending(_: string, query: URLSearchParams, now: number): Answer {
  const quotes = sampleSymbols.slice(0, Number(query.get("count") ?? 5)).map((symbol) => ({
    symbol,
  }));
  const times = { jobTimestamp: Math.floor(now), startInterval: Math.floor(now / 3_600_000) };
  return {
    body: { finance: { result: [{ count: quotes.length, quotes, ...times }], error: null } },
  };
}

const endpoints: Endpoint[] = [
  { name: "quote", path: /^\/v7\/finance\/quote$()/, crumb: true, answer: quote },
  { name: "chart", path: /^\/v8\/finance\/chart\/([^/]+)$/, crumb: false, answer: chart },
  {
    name: "quoteSummary",
    path: /^\/v10\/finance\/quoteSummary\/([^/]+)$/,
    crumb: true,
    answer: summary,
  },
  {
    name: "search",
    path: /^\/v1\/finance\/search$()/,
    crumb: false,
    answer: (_, q, now) => searchFor(q, now),
  },
  {
    name: "timeseries",
    path: /^\/ws\/fundamentals-timeseries\/v1\/finance\/timeseries\/([^/]+)$/,
    crumb: false,
    answer: timeseries,
  },
  { name: "options", path: /^\/v7\/finance\/options\/([^/]+)$/, crumb: true, answer: options },
  {
    name: "recommendations",
    path: /^\/v6\/finance\/recommendationsbysymbol\/([^/]+)$/,
    crumb: false,
    answer: recommendations,
  },
  { name: "trending", path: /^\/v1\/finance\/trending\/([^/]+)$/, crumb: false, answer: trending },
];

/** The endpoint of a path that begins with the host, and the last segment of the path. */
export function findEndpoint(path: string): (Endpoint & { id: string }) | undefined {
  const rest = path.replace(/^\/query[12]\.finance\.yahoo\.com/, "");
  for (const endpoint of endpoints) {
    const hit = rest === path ? null : endpoint.path.exec(rest);
    if (hit) return { ...endpoint, id: decodeURIComponent(hit[1] ?? "") };
  }
  return undefined;
}
