import { companies } from "../companies.ts";
import type { Brief } from "./brief.ts";

/** A search, as a plan holds it. */
export type Search = { query: string; reason: string };

const nothing = new Set(
  ("about against against and are doing does from have how its last look looks over should shares stock stocks than that " +
    "their them then they this today what when where which will with would year years")
    .split(" "),
);

/** The words of a question that name its topic. */
function topicOf({ question, symbols }: Pick<Brief, "question" | "symbols">): string {
  const named = symbols.flatMap((s) => [s, ...(companies[s]?.name ?? "").split(/[^A-Za-z]+/)]);
  const known = new Set(named.map((word) => word.toLowerCase()));
  const words = question.toLowerCase().match(/[\p{L}-]{4,}/gu) ?? [];
  return [...new Set(words)].filter((w) => !nothing.has(w) && !known.has(w)).slice(0, 4).join(" ");
}

/** A company as a stranger must be told it: its name in full, the ticker behind. */
export const nameOf = (symbol: string) =>
  companies[symbol] ? `${companies[symbol].name.replace(/,.*$/, "")} (${symbol})` : symbol;

/** All searches that the rules know for a question, the most decisive first. A shorter plan is the beginning of it. */
export function searchesFor(brief: Pick<Brief, "question" | "symbols">): Search[] {
  const topic = topicOf(brief);
  const names = brief.symbols.slice(0, 3).map(nameOf);
  const all = names.join(" and ") || topic || "stock market";
  const shared = [
    [`${all} latest results and guidance`, "It settles what the companies themselves last said."],
    [`${all} competition and market share`, "It settles who gains on whom, and why."],
    [`${all} risks and arguments against`, "It looks for evidence against the likely answer."],
    [`${topic || "industry"} demand outlook latest`, "It settles how the whole field is doing."],
    [`${all} regulation and lawsuits latest`, "It settles what authorities may change."],
  ];
  const single = names.flatMap((name) => [
    [`${name} largest customers and suppliers`, `It settles on whom ${name} depends.`],
    [`${name} capital plans and investments`, `It settles what ${name} spends, and on what.`],
    [`${name} management changes latest`, `It settles who leads ${name}.`],
    [`${name} new products and delays`, `It settles what ${name} will sell next.`],
    [`${name} employees and strikes latest`, `It settles whether ${name} can deliver.`],
  ]);
  return [...shared, ...single].map(([query = "", reason = ""]) => ({ query, reason }));
}

/** The plan: as many searches as may be, each by one topic. */
export function planOf(brief: Brief) {
  const searches = searchesFor(brief).slice(0, brief.maxSearches);
  const about = brief.symbols.length > 0
    ? `It is read as a question about ${brief.symbols.map(nameOf).join(" and ")}.`
    : "No company is named in it, so the searches go by its words.";
  const summary = `The question is "${brief.question.slice(0, 200)}". ${about} ` +
    `${searches.length} searches look for what market data cannot tell, one topic each. (emulated plan)`;
  return { summary, searches };
}
