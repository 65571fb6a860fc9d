import { z } from "zod";
import { searchSymbols as search } from "../../market/search.ts";
import { defineTool } from "../../tool.ts";

/** Symbols by a company's name. */
export const searchSymbols = defineTool({
  name: "search_symbols",
  title: "Search symbols",
  description: "Finds ticker symbols by a company's or fund's name, or by a part of the symbol. " +
    "Best match first, at most ten. Use it when only a name is known.",
  input: z.object({
    query: z.string().trim().min(1).max(80).describe("A name or a part of a symbol."),
  }),
  output: z.object({
    matches: z.array(z.object({
      symbol: z.string(),
      name: z.string().nullable(),
      exchange: z.string().nullable(),
      type: z.string().nullable().describe("EQUITY, ETF, INDEX, CURRENCY, ..."),
    })),
  }),
  async run({ query }, call) {
    return { matches: await search(call.market, query, call.signal) };
  },
});
