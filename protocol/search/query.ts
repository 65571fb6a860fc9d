import { searchLimits } from "./limits.ts";

/** A query as the search reads it. */
export interface SearchQuery {
  /** In the syntax of PostgreSQL's `websearch_to_tsquery`. */
  words: string;
  /** What a text must contain; these words and phrases are marked in a fragment. */
  terms: string[];
  /** What a text must not contain. */
  without: string[];
  /** True: one of the terms is enough, as `or` says. */
  isAnyOf: boolean;
}

/**
 * Characters that are words by themselves, as the column `search_texts.words` has them: Chinese, Japanese and Korean
 * are written without spaces between words.
 */
const ownWords = /[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\u{20000}-\u{3FFFF}]/u;
const eachOwnWord = new RegExp(ownWords.source, "gu");

/** True if the text has characters that are words by themselves. */
export const hasOwnWords = (text: string): boolean => ownWords.test(text);

/** `"a phrase"`, `-word`, or a word. A quote that is not closed reaches to the end. */
const token = /(-?)"([^"]*)(?:"|$)|(-?)([^\s"]+)/gu;

/** Reads a query: words, `"phrases"`, `-without` and `or`. */
export function parseQuery(query: string): SearchQuery {
  const parts = [...query.matchAll(token)].flatMap(toPart);
  const texts = (isWithout: boolean) =>
    parts.flatMap((part) => part !== "or" && part.isWithout === isWithout ? [part.text] : []);
  return {
    words: parts.map((part) => part === "or" ? part : toWords(part)).join(" "),
    terms: texts(false),
    without: texts(true),
    isAnyOf: parts.includes("or"),
  };
}

/** What is wrong with a query; null if nothing is. */
export function queryFault(query: string): string | null {
  if (query.length > searchLimits.queryLength) {
    return `Use at most ${searchLimits.queryLength} UTF-16 units.`;
  }
  const { terms, without } = parseQuery(query);
  if (terms.length === 0) return "Name at least one word to find.";
  const isLong = terms.length + without.length > searchLimits.terms;
  return isLong ? `Use at most ${searchLimits.terms} words and phrases.` : null;
}

interface Part {
  text: string;
  isWithout: boolean;
  isPhrase: boolean;
}

function toPart([, phraseSign, phrase, sign, word]: RegExpMatchArray): (Part | "or")[] {
  if (word !== undefined) {
    if (word.toLowerCase() === "or" && sign === "") return ["or"];
    return /[^-]/.test(word) ? [{ text: word, isWithout: sign === "-", isPhrase: false }] : [];
  }
  const text = phrase?.trim() ?? "";
  return text === "" ? [] : [{ text, isWithout: phraseSign === "-", isPhrase: true }];
}

/** Characters that are words by themselves are spaced, and form a phrase with what is next to them. */
function toWords({ text, isWithout, isPhrase }: Part): string {
  const spaced = text.replace(eachOwnWord, " $& ").trim();
  const quoted = isPhrase || spaced !== text || hasOwnWords(text) ? `"${spaced}"` : spaced;
  return isWithout ? `-${quoted}` : quoted;
}

/** The terms of a query as patterns of `ilike`, for parts of words. Null if the query cannot be searched so. */
export function patternsOf(
  { terms, without, isAnyOf }: SearchQuery,
): { longest: string; patterns: string[]; without: string[] } | null {
  const patterns = terms.map(toPattern);
  const longest = patterns.reduce((a, b) => b.length > a.length ? b : a, "");
  return isAnyOf || longest === "" ? null : { longest, patterns, without: without.map(toPattern) };
}

const toPattern = (text: string) => `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
