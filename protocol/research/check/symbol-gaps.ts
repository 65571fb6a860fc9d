import type { Gap, ResearchBrief } from "../phase.ts";

/** Symbols that no security has. */
export function symbolGaps({ resolvedSymbols }: Pick<ResearchBrief, "resolvedSymbols">): Gap[] {
  return resolvedSymbols.filter((s) => s.known === false).map(({ symbol }): Gap => ({
    kind: "SYMBOL",
    subject: symbol,
    message: `No security is traded under the symbol ${symbol}.`,
  }));
}
