import { completionOf, startingWith } from "../../completion.ts";
import type { Resource } from "../../resource.ts";
import { oneOf, requireSymbol } from "../../symbol.ts";
import { labelled } from "../../tool.ts";
import { statementOf } from "../statement-tool.ts";
import { balanceSheet } from "../tools/get-balance-sheet.ts";
import { cashFlow } from "../tools/get-cash-flow.ts";
import { incomeStatement } from "../tools/get-income-statement.ts";

const specs = { income: incomeStatement, balance: balanceSheet, "cash-flow": cashFlow };
const names = Object.keys(specs) as (keyof typeof specs)[];
const frequencies = ["annual", "quarterly"] as const;

/** A statement of a company as JSON, equal to the result of its tool. */
export const statement: Resource = {
  name: "statement",
  title: "Statement",
  description: `A statement of one company (${names.join(", ")}) by year or by quarter as JSON, ` +
    "newest first; null means not reported. `sample` is true for invented figures.",
  mimeType: "application/json",
  template: "financials://statements/{symbol}/{statement}/{frequency}",
  complete: (deps) => ({
    symbol: completionOf("symbol", deps) ?? (() => []),
    statement: startingWith(names),
    frequency: startingWith(frequencies),
  }),
  async read(variables, call) {
    const symbol = requireSymbol(variables.symbol);
    const spec = specs[oneOf("statement", names, variables.statement)];
    const frequency = oneOf("frequency", frequencies, variables.frequency);
    const found = await statementOf(spec, { symbol, frequency }, call);
    return JSON.stringify(labelled(found, call.market.sample));
  },
};
