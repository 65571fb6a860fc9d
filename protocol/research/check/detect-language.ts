import { francAll } from "franc";

/** Letters below which the language of a text is not decided. */
const minLetters = 100;
/** The same for scripts that write a word in one or two signs. */
const minSigns = 40;
/**
 * Languages whose score is this near to the best one cannot be distinguished: related languages such as Danish and
 * Norwegian differ less.
 */
const near = 0.95;

/**
 * The language of a text if it clearly is another one than `asked` (a BCP 47 tag); else null, also for a short text and
 * for a language that the library does not know. It compares frequencies of trigrams.
 */
export function detectOther(text: string, asked: string): string | null {
  const prose = proseOf(text);
  if (isShort(prose)) return null;
  const found = candidates(prose);
  const best = found[0]?.language;
  if (best === undefined) return null;
  const wanted = languageOf(asked);
  const score = found.find((f) => f.language === wanted)?.score;
  // All candidates have the script of the text: a language that is none of them is unknown, or of another script.
  const isOther = score === undefined
    ? scriptOf(best) !== scriptOf(wanted)
    : score < near * (found[0]?.score ?? 1);
  return isOther ? best : null;
}

/** Languages by likelihood. Those without a code of two letters, such as Scots, are taken for a larger one by mistake. */
const candidates = (prose: string) =>
  francAll(prose).map(([code, score]) => ({ language: languageOf(code), score }))
    .filter(({ language }) => language.length === 2);

function isShort(prose: string): boolean {
  const signs = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(prose);
  return (prose.match(/\p{L}/gu)?.length ?? 0) < (signs ? minSigns : minLetters);
}

/** The sentences of a text: without code, addresses, linked titles, tables, numbers and tickers, which have no language. */
function proseOf(text: string): string {
  return text
    .replace(/```[^]*?```|`[^`]*`/g, " ")
    .replace(/^\s*\|.*$/gm, " ")
    .replace(/\[[^\]]*\]\([^)]*\)|https?:\/\/\S+/g, " ")
    .replace(/\b[A-Z][A-Z0-9.&^=-]+\b/g, " ")
    .replace(/[\p{N}*_#|>"]+/gu, " ");
}

/** The language of a BCP 47 tag or an ISO 639-3 code, the macrolanguage of Norwegian: `de` of `deu` and `de-CH`. */
function languageOf(tag: string): string {
  const { language } = new Intl.Locale(tag);
  return language === "nb" || language === "nn" ? "no" : language;
}

const scriptOf = (language: string) => new Intl.Locale(language).maximize().script;
