import { companies } from "../companies.ts";
import type { Brief } from "./brief.ts";

/** A planned search. */
export type Search = { query: string; reason: string };

const stopWords = new Set(
  ("about against against and are doing does from have how its last look looks over should shares stock stocks than that " +
    "their them then they this today what when where which will with would year years")
    .split(" "),
);

/** The topic words of a question. */
function topicOf({ question, symbols }: Pick<Brief, "question" | "symbols">): string {
  const named = symbols.flatMap((s) => [s, ...(companies[s]?.name ?? "").split(/[^A-Za-z]+/)]);
  const known = new Set(named.map((word) => word.toLowerCase()));
  const words = question.toLowerCase().match(/[\p{L}-]{4,}/gu) ?? [];
  return [...new Set(words)].filter((w) => !stopWords.has(w) && !known.has(w)).slice(0, 4).join(
    " ",
  );
}

/** The full name of a company, followed by its ticker. */
export const nameOf = (symbol: string) =>
  companies[symbol] ? `${companies[symbol].name.replace(/,.*$/, "")} (${symbol})` : symbol;

/** All searches that the rules have for a question, the most important first. */
export function searchesFor(brief: Pick<Brief, "question" | "symbols">): Search[] {
  const topic = topicOf(brief);
  const names = brief.symbols.slice(0, 3).map(nameOf);
  const all = names.join(" and ") || topic || "stock market";
  const shared = [
    [`${all} latest results and guidance`, "What the companies reported and forecast last."],
    [`${all} competition and market share`, "Who gains market share, and why."],
    [`${all} risks and arguments against`, "Evidence against the likely answer."],
    [`${topic || "industry"} demand outlook latest`, "How demand in the industry develops."],
    [`${all} regulation and lawsuits latest`, "What regulators and courts may change."],
  ];
  const single = names.flatMap((name) => [
    [`${name} largest customers and suppliers`, `Which companies ${name} depends on.`],
    [`${name} capital plans and investments`, `How much ${name} invests, and in what.`],
    [`${name} management changes latest`, `Who leads ${name}.`],
    [`${name} new products and delays`, `What ${name} will sell next.`],
    [`${name} employees and strikes latest`, `Whether ${name} can deliver.`],
  ]);
  return [...shared, ...single].map(([query = "", reason = ""]) => ({ query, reason }));
}

/** The plan: as many searches as the brief allows, one topic each. */
export function planOf(brief: Brief) {
  const searches = searchesFor(brief).slice(0, brief.maxSearches);
  const about = brief.symbols.length > 0
    ? `It concerns ${brief.symbols.map(nameOf).join(" and ")}.`
    : "It names no company, so the searches use its own words.";
  const summary = `The question is "${brief.question.slice(0, 200)}". ${about} ` +
    `${searches.length} searches cover what market data does not show, one topic each. (emulated plan)`;
  return { summary, searches };
}
