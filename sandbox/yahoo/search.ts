import { isNear } from "./near.ts";
import { typeOf } from "./quote.ts";
import { sampleOf, sampleSymbols } from "./sample.ts";
import type { Json } from "../model/types.ts";
import type { Answer } from "./answer.ts";
import type { Sample } from "./sample.ts";

const timings = [
  "totalTime",
  "timeTakenForQuotes",
  "timeTakenForNews",
  "timeTakenForAlgowatchlist",
  "timeTakenForPredefinedScreener",
  "timeTakenForCrunchbase",
  "timeTakenForNav",
  "timeTakenForResearchReports",
  "timeTakenForScreenerField",
  "timeTakenForCulturalAssets",
  "timeTakenForSearchLists",
];

const hit = (sample: Sample): Json => ({
  exchange: sample.code,
  exchDisp: sample.venue.name,
  shortname: sample.name,
  longname: sample.name,
  quoteType: sample.kind,
  typeDisp: typeOf(sample),
  symbol: sample.symbol,
  index: "quotes",
  score: 100_000,
  isYahooFinance: true,
});

const article = (sample: Sample, i: number, now: number): Json => ({
  uuid: `00000000-0000-4000-8000-00000000000${i}`,
  title: `${sample.name}: sample headline ${i + 1}`,
  publisher: "Sample Press",
  link: `https://example.invalid/news/${sample.symbol}/${i}`,
  providerPublishTime: Math.floor(now / 86_400_000) * 86_400 - i * 3_600,
  type: "STORY",
  relatedTickers: [sample.symbol],
});

/** The samples whose symbol begins with a text, or whose name contains it; else those with a similar symbol. */
function matching(text: string, now: number): Sample[] {
  if (text === "") return [];
  const all = sampleSymbols.flatMap((symbol) => sampleOf(symbol, now) ?? []);
  const found = all.filter(({ symbol, name }) =>
    symbol.toLowerCase().startsWith(text) || name.toLowerCase().includes(text)
  );
  return found.length > 0 ? found : all.filter(({ symbol }) => isNear(symbol.toLowerCase(), text));
}

/** Yahoo's search answer: samples that match, and headlines that say that they are samples. */
export function searchFor(query: URLSearchParams, now: number): Answer {
  const text = (query.get("q") ?? "").trim().toLowerCase();
  const found = matching(text, now);
  const first = found[0];
  const news = first ? [0, 1, 2, 3].map((i) => article(first, i, now)) : [];
  const count = (name: string, usual: number) => Number(query.get(name) ?? usual);
  const quotes = found.slice(0, count("quotesCount", 6)).map(hit);
  const empty = { explains: [], nav: [], lists: [], researchReports: [] };
  const times = Object.fromEntries(timings.map((name) => [name, 1]));
  const shown = news.slice(0, count("newsCount", 4));
  return { body: { ...empty, count: quotes.length + shown.length, quotes, news: shown, ...times } };
}
