import { errorFields } from "../telemetry/log.ts";
import { searchSymbols } from "./market/search.ts";
import type { ToolDeps } from "./tool.ts";

/** Values that complete a typed prefix. */
export type Complete = (typed: string) => string[] | Promise<string[]>;

const languages = ["de", "en", "en-GB", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "sv", "zh"];
const audiences = ["board member", "equity analyst", "portfolio manager", "private investor"];
const counts = Array.from({ length: 20 }, (_, i) => String(i + 1));

/** Maximum time of a suggestion, ms. Users do not wait longer for one. */
const suggestionMs = 2_000;

/** The completion of arguments with this name; undefined without one. */
export function completionOf(argument: string, deps: ToolDeps): Complete | undefined {
  switch (argument) {
    case "language":
      return startingWith(languages);
    case "audience":
      return startingWith(audiences);
    case "searches":
      return startingWith(counts);
    case "symbol":
      return (typed) => suggestSymbols(typed, deps);
    case "symbols":
      return (typed) => suggestLast(typed, deps);
    default:
      return undefined;
  }
}

/** Completes from a fixed list, ignoring case. */
export function startingWith(values: readonly string[]): Complete {
  return (typed) => values.filter((v) => v.toLowerCase().startsWith(typed.toLowerCase()));
}

/** Symbols whose symbol or name matches the prefix. A failed search is logged and gives none. */
async function suggestSymbols(typed: string, { market, log }: ToolDeps): Promise<string[]> {
  const query = typed.trim();
  if (query === "" || query.length > 60) return [];
  try {
    const signal = AbortSignal.timeout(suggestionMs);
    return (await searchSymbols(market, query, signal)).map((f) => f.symbol);
  } catch (error) {
    log.info("mcp.suggestions_failed", errorFields(error));
    return [];
  }
}

/** Completes the last symbol of a list and keeps those before it. */
async function suggestLast(typed: string, deps: ToolDeps): Promise<string[]> {
  const cut = typed.lastIndexOf(",") + 1;
  const before = cut > 0 ? `${typed.slice(0, cut)} ` : "";
  return (await suggestSymbols(typed.slice(cut), deps)).map((s) => `${before}${s}`);
}
