import type { Json } from "../types.ts";
import { type Analyst, each, maxSymbols } from "./analyst.ts";
import { cited, type Read, readNumber } from "./cite.ts";
import { joinSentences, missingData, outcomeOf, sampleNote } from "./figures.ts";

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
