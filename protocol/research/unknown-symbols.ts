import type { ValidationIssue } from "../user-error.ts";
import type { Suggestion, SymbolAnswer } from "./resolved-symbol.ts";

/** Maximum number of suggestions in a message. */
const maxSuggestions = 3;

/** An issue of the input `symbols` for each symbol that no security has. */
export function unknownSymbols(
  symbols: readonly string[],
  answers: readonly SymbolAnswer[],
): ValidationIssue[] {
  return symbols.flatMap((symbol, i) => {
    const answer = answers.find((a) => a.symbol === symbol);
    return answer?.known === false
      ? [{ path: ["symbols", String(i)], message: messageOf(symbol, answer.suggestions) }]
      : [];
  });
}

function messageOf(symbol: string, suggestions: readonly Suggestion[]): string {
  const meant = suggestions.slice(0, maxSuggestions).map(described);
  const hint = meant.length > 0 ? ` Did you mean ${meant.join(", or ")}?` : "";
  return `No security is traded under the symbol ${symbol}.${hint} ` +
    "With allowUnknown the run starts, and its report names what is missing.";
}

function described({ symbol, name, exchange }: Suggestion): string {
  const details = [name, exchange].filter(Boolean).join(", ");
  return details ? `${symbol} (${details})` : symbol;
}
