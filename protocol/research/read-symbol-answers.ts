import { isObject } from "../json/is-object.ts";
import { securityTypes, type Suggestion, type SymbolAnswer, unchecked } from "./resolved-symbol.ts";
import { symbolPattern } from "./symbol.ts";

/** Maximum number of suggestions that are read, and UTF-16 units of a text. */
const maxSuggestions = 10;
const maxText = 100;

/**
 * The answers in the result of `resolve_symbols`: one for each of `symbols`. A symbol without a readable answer was not
 * checked.
 */
export function readSymbolAnswers(output: unknown, symbols: readonly string[]): SymbolAnswer[] {
  const given = listOf(isObject(output) ? output.symbols : null);
  return symbols.map((symbol) => {
    const answer = given.find((a) => a.symbol === symbol);
    if (typeof answer?.known !== "boolean") return { ...unchecked(symbol), suggestions: [] };
    return {
      ...{ symbol, known: answer.known },
      ...{ name: textOf(answer.name), exchange: textOf(answer.exchange) },
      type: securityTypes.find((type) => type === answer.type) ?? null,
      currency: textOf(answer.currency),
      suggestions: listOf(answer.suggestions).slice(0, maxSuggestions).flatMap(suggestionOf),
    };
  });
}

function suggestionOf({ symbol, name, exchange }: Record<string, unknown>): Suggestion[] {
  if (typeof symbol !== "string" || !symbolPattern.test(symbol)) return [];
  return [{ symbol, name: textOf(name), exchange: textOf(exchange) }];
}

const listOf = (value: unknown) => Array.isArray(value) ? value.filter(isObject) : [];

/** A short text without control characters and markup; null for anything else. */
function textOf(value: unknown): string | null {
  if (typeof value !== "string") return null;
  return value.replace(/[^\p{L}\p{N}.,&'()/+-]+/gu, " ").trim().slice(0, maxText) || null;
}
