import { errorFields } from "../telemetry/log.ts";
import { searchSymbols } from "./market/search.ts";
import type { ToolDeps } from "./tool.ts";

/** Offers values for what was typed so far. */
export type Complete = (typed: string) => string[] | Promise<string[]>;

const languages = ["de", "en", "en-GB", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "sv", "zh"];
const audiences = ["board member", "equity analyst", "portfolio manager", "private investor"];
const counts = Array.from({ length: 20 }, (_, i) => String(i + 1));

/** Milliseconds that a suggestion may take: it is a courtesy, nobody waits longer for one. */
const suggestionMs = 2_000;

/** How the values of an argument of this name are completed; undefined when they are not. */
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

/** Completes from a fixed list, whatever the case. */
export function startingWith(values: readonly string[]): Complete {
  return (typed) => values.filter((v) => v.toLowerCase().startsWith(typed.toLowerCase()));
}

/** Symbols that begin with, or are named like, what was typed. A search that fails is logged and offers none. */
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

/** Completes the last symbol of a list; those before it stay. */
async function suggestLast(typed: string, deps: ToolDeps): Promise<string[]> {
  const cut = typed.lastIndexOf(",") + 1;
  const before = cut > 0 ? `${typed.slice(0, cut)} ` : "";
  return (await suggestSymbols(typed.slice(cut), deps)).map((s) => `${before}${s}`);
}
