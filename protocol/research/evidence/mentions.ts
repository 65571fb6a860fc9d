import { escaped } from "./prose/dates.ts";

/** A security as a text may mention it. */
export interface Mentioned {
  symbol: string;
  /** The name of its company or fund; null if unknown. */
  name: string | null;
}

/** Finds the symbols of the securities that a text mentions, by symbol or by name. */
export type MentionsOf = (text: string) => string[];

/** Legal forms and other words at the end of names, without which texts mention a company. */
const ending =
  /[\s,.]+(incorporated|inc|corporation|corp|company|co|plc|p\.l\.c|ltd|limited|ag|se|sa|s\.a|nv|n\.v|spa|holdings?|group|kgaa|oyj|ab|asa|adr|class [a-c]|\(the\)|& co)\.?$/i;

/** Creates the search for mentions of these securities. */
export function mentionsOf(securities: readonly Mentioned[]): MentionsOf {
  const patterns = securities.map(({ symbol, name }) => ({ symbol, pattern: namePattern(name) }));
  return (text) => {
    const words = text.split(/[\s,;:()[\]/|]+/).map((word) => word.replace(/(?<=.)['’.]s?$/, ""));
    const last = words.findLast((word) => word !== "");
    return patterns.filter(({ symbol, pattern }) =>
      isIn(symbol, words, last) || pattern?.test(text)
    )
      .map(({ symbol }) => symbol);
  };
}

/** A symbol of one letter may be an article or a pronoun, except at the end, where a name has its symbol. */
const isIn = (symbol: string, words: readonly string[], last: string | undefined) =>
  symbol.length === 1 ? symbol === last : words.includes(symbol);

/** The name without its legal form, as words of their own. A very short one may be a common word, and is not searched. */
function namePattern(name: string | null): RegExp | null {
  let bare = (name ?? "").slice(0, 100).trim();
  while (ending.test(bare)) bare = bare.replace(ending, "");
  if (bare.length < 4) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped(bare)}(?![\\p{L}\\p{N}])`, "iu");
}
