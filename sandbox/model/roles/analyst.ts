import type { Outcome } from "../price-quotes.ts";
import type { Json, ModelOutput, OfferedTool } from "../types.ts";
import type { Brief, Figure } from "./brief.ts";
import { isTool } from "./figures.ts";

/** The result of an analyst. */
export type Analysis = { summary: string; metrics: Figure[] };

/** An analyst: its first tool calls, and its analysis of their results. */
export type Analyst = {
  asks: (brief: Brief) => [tool: string, args: Json][];
  analyze: (brief: Brief, outcomes: readonly Outcome[]) => Analysis;
};

/** Maximum symbols for which an analyst calls tools. */
export const maxSymbols = 10;
/** Calls of these tools for each symbol. */
export const each = ({ symbols }: Brief, tools: [string, Json?][]) =>
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
