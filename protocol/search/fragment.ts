import { searchLimits } from "./limits.ts";
import { hasOwnWords, type SearchQuery } from "./query.ts";

/** A part of a text, in UTF-16 units of it. */
export interface TextRange {
  start: number;
  end: number;
}

/** A part of a text that shows what was found in it, as plain text. */
export interface Fragment {
  text: string;
  /** Where `text` has the terms of the query, in order, without overlaps. */
  matches: TextRange[];
  /** True: the text goes on before or after it. */
  isCut: { before: boolean; after: boolean };
}

/** Units before the first match. */
const before = 60;

/** The fragment of `text` with the first match; the beginning of the text where none is seen, as in a stemmed word. */
export function fragmentOf(text: string, { terms }: Pick<SearchQuery, "terms">): Fragment {
  const all = matchesIn(text, terms);
  const start = startOf(text, all[0]?.start ?? 0);
  const end = wholeAt(text, Math.min(text.length, start + searchLimits.fragmentLength));
  const matches = all.filter((m) => m.start >= start && m.end <= end)
    .map((m) => ({ start: m.start - start, end: m.end - start }));
  return {
    text: text.slice(start, end),
    matches,
    isCut: { before: start > 0, after: end < text.length },
  };
}

/** A match is near the beginning of the fragment, which begins with a word where that is near. */
function startOf(text: string, match: number): number {
  if (match <= before) return 0;
  const from = match - before;
  const space = text.slice(from, match).search(/\s/);
  return space < 0 || space > before / 2 ? wholeAt(text, from) : from + space + 1;
}

/** `at`, or one unit before it where it is inside a surrogate pair. */
function wholeAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}

function matchesIn(text: string, terms: readonly string[]): TextRange[] {
  // Whole words first: parts of words are marked only where no word is.
  const whole = find(text, terms, true);
  return whole.length > 0 ? whole : find(text, terms, false);
}

/** Matches that are looked for in one text. */
const maxMatches = 200;

function find(text: string, terms: readonly string[], asWords: boolean): TextRange[] {
  const sources = [...terms].sort((a, b) => b.length - a.length).map((t) => sourceOf(t, asWords));
  const found: TextRange[] = [];
  for (const match of text.matchAll(new RegExp(sources.join("|"), "giu"))) {
    found.push({ start: match.index, end: match.index + match[0].length });
    if (found.length === maxMatches) break;
  }
  return found;
}

/** Words of a phrase can have any space or sign between them in the text. */
function sourceOf(term: string, asWords: boolean): string {
  const source = term.split(/\s+/u).map(literal).join("[^\\p{L}\\p{N}]+");
  const bounded = asWords && !hasOwnWords(term);
  return bounded ? `(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])` : source;
}

const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
