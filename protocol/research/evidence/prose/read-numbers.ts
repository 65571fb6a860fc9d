import { joined, joinedScale, joinedScales, joinedTime, letter } from "./joined-scripts.ts";
import { meaningsOf } from "../field-meaning.ts";
import { currenciesOf, signPattern } from "./currencies.ts";
import { datePattern, escaped } from "./dates.ts";
import {
  digitsPattern,
  type NumberStyle,
  numberStyle,
  plainNumber,
  spacedDigitsPattern,
} from "./number-style.ts";
import type { NumberWords } from "./number-words.ts";
import { numberWords } from "./words.ts";

/** A number in running text. */
export interface WrittenNumber {
  /** As written, with sign and unit. */
  text: string;
  /** A decimal number without a sign. */
  value: string;
  sign: "+" | "-" | "";
  /** Power of ten of its scale word. */
  ten: number;
  /** The units that it may be in, as texts; empty: it has none. */
  units: string[];
  /** A little of the text before and after it. */
  lead: string;
  tail: string;
}

/** Reads the numbers of a sentence that may be figures. */
export type NumberReader = (sentence: string) => WrittenNumber[];

/** A number up to this without a unit is a count of things. */
const maxCount = 12n;

/**
 * Creates a reader for the texts of a language. Dates, years, quarters, ordinals, durations, numbers in names and small
 * counts are no figures. `symbols`: those of the run, which are names, not units.
 */
export function numberReader(language: string, symbols: readonly string[]): NumberReader {
  const style = numberStyle(language);
  const words = numberWords(language);
  const names = symbols.filter((s) => /\d/.test(s)).toSorted((a, b) => b.length - a.length);
  const dates = datePattern(language);
  const blanked = (text: string) =>
    names.reduce((now, name) => now.replaceAll(name, " ".repeat(name.length)), text)
      .replace(dates, (date) => " ".repeat(date.length));
  const context: Context = { style, after: afterPattern(words), words, symbols };
  const digits = new RegExp(style.groupsBySpace ? spacedDigitsPattern : digitsPattern, "gu");
  return (sentence) => {
    const text = blanked(sentence);
    const found = [...text.matchAll(digits)];
    return found.flatMap((match, i) =>
      numberAt(text, match[0], match.index, context, rangeEnd(text, found, i, context))
    );
  };
}

const toEnd = /^[ \u00a0\u202f]?(?:-|–|—|to|bis|auf|à|or|oder|ou)[ \u00a0\u202f]?(?:[$€£¥₹₩])?$/iu;
const andEnd = /^[ \u00a0\u202f](?:and|und|et)[ \u00a0\u202f](?:[$€£¥₹₩])?$/iu;
const between = /\b(?:between|zwischen|entre)[ \u00a0\u202f](?:[$€£¥₹₩])?$/iu;

/** The scale and unit of the number that ends a range, such as `7 billion` of "5 to 7 billion"; null if this begins none. */
function rangeEnd(
  text: string,
  found: readonly RegExpExecArray[],
  i: number,
  context: Context,
): Suffix | null {
  const [from, to] = [found[i], found[i + 1]];
  if (!from || !to || /^(19|20)\d\d$/.test(from[0])) return null;
  const gap = text.slice(from.index + from[0].length, to.index);
  const isRange = toEnd.test(gap) ||
    (andEnd.test(gap) && between.test(text.slice(Math.max(0, from.index - 12), from.index)));
  const end = isRange ? suffixAt(text, to.index + to[0].length, context, []) : null;
  return end && (end.ten > 0 || end.units.length > 0) ? end : null;
}

interface Context {
  style: NumberStyle;
  after: Patterns;
  words: NumberWords;
  symbols: readonly string[];
}

const before = new RegExp(
  `(?:^|[${joined}]|[^\\p{L}\\p{N}_.,])([-–+]|−\\s?|)(${signPattern}|[A-Za-z]{3}(?=[ \\u00a0\\u202f])|[A-Z]{3})?[ \\u00a0\\u202f]?([-−–+]?)$`,
  "u",
);

const partOfWord = new RegExp(`(?:${letter}|[\\p{N}_])$|${letter}-$`, "u");

function numberAt(
  text: string,
  digits: string,
  index: number,
  context: Context,
  range: Suffix | null,
): WrittenNumber[] {
  const lead = text.slice(Math.max(0, index - 12), index);
  const found = before.exec(lead);
  const [, sign = "", mark = "", innerSign = ""] = found ?? [];
  const prefix = currenciesOf(mark, context.symbols);
  const isPartOfWord = partOfWord.test(lead) && prefix.length === 0;
  const value = plainNumber(digits, context.style);
  if (value === null || value.length > 40) return [];
  const own = suffixAt(text, index + digits.length, context, prefix);
  if (own === null || (isPartOfWord && !own.units.includes("%"))) return [];
  const isOwn = own.units.length > 0 || own.ten > 0 || range === null;
  const suffix = isOwn ? own : { ...range, end: own.end };
  const units = prefix.length > 0 && suffix.units.length === 0 ? prefix : suffix.units;
  const isBare = units.length === 0 && suffix.ten === 0;
  if (isBare && isNoFigure(value, digits, text, index, suffix.end, context)) return [];
  const signed = prefix.length > 0 ? sign + innerSign : mark === "" ? sign || innerSign : innerSign;
  const from = index - (prefix.length > 0 ? mark.length + (/\s$/.test(lead) ? 1 : 0) : 0) -
    (signed ? 1 : 0);
  return [{
    ...{ text: text.slice(Math.max(0, from), suffix.end).trim(), value, ten: suffix.ten, units },
    sign: signed === "" ? "" : signed.includes("+") ? "+" : "-",
    ...{
      lead: text.slice(Math.max(0, from - 60), from),
      tail: text.slice(suffix.end, suffix.end + 20),
    },
  }];
}

interface Patterns {
  scale: RegExp;
  attachedScale: RegExp;
  percent: RegExp;
  points: RegExp;
  times: RegExp;
  time: RegExp;
  currency: RegExp;
  ordinal: RegExp;
}

/** Compounds have a hyphen: "a 41-percent rise". */
const space = "[-\\u2011 \\u00a0\\u202f\\u2009]?";
const end = "(?![\\p{L}\\p{N}])";

function afterPattern(words: NumberWords): Patterns {
  const any = (list: readonly string[]) =>
    list.toSorted((a, b) => b.length - a.length).map(escaped).join("|");
  const at = (pattern: string, flags = "iuy") => new RegExp(pattern, flags);
  return {
    scale: at(`${space}(${any(Object.keys(words.scales))})${end}\\.?`),
    attachedScale: at(`(?:([kKmMbBtT])${end}|${space}([kKmMbBtT])(?=[€$£]))`, "uy"),
    percent: at(`${space}(?:%|(?:${any(words.percent)})(?:ige[mnrs]?)?${end}|pct${end})`),
    points: at(`${space}-?(?:(${any(words.basisPoints)})|${any(words.percentagePoints)})${end}`),
    times: at(`${space}-?(?:[x×]|${any(words.times)})${end}`),
    time: at(`(?:${space}|-)(?:${any(words.time)})(?:s|n|e|en)?${end}`),
    currency: at(
      `${space}((?:US|HK|NZ|[ACS])?\\$|[€£¥₹₩]|US[- ]Dollars?${end}|\\p{L}{3,9}${end})`,
      "uy",
    ),
    ordinal: at(`(?:st|nd|rd|th|er|re|e|ème|º|ª)${end}`, "uy"),
  };
}

const startsWord = new RegExp(`^(?:${letter}|_)`, "u");

interface Suffix {
  end: number;
  ten: number;
  units: string[];
}

/** The scale and unit after a number; null if the number is part of a word, an ordinal or a duration. */
function suffixAt(text: string, from: number, context: Context, prefix: string[]): Suffix | null {
  const { after, words, symbols } = context;
  const take = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  if ([after.time, after.ordinal, joinedTime].some((pattern) => take(pattern, from))) return null;
  let [at, ten] = [from, 0];
  for (let found = take(after.scale, at); found && ten < 12; found = take(after.scale, at)) {
    ten += words.scales[(found[1] ?? "").toLowerCase()] ?? 0;
    at += found[0].length;
  }
  for (let found = take(joinedScale, at); found && ten < 12; found = take(joinedScale, at)) {
    ten += joinedScales[found[0]] ?? 0;
    at += found[0].length;
  }
  const short = ten === 0 ? take(after.attachedScale, at) : null;
  if (short) {
    ten = { k: 3, m: 6, b: 9, t: 12 }[(short[1] ?? short[2] ?? "").toLowerCase()] ?? 0;
    at += short[0].length;
  }
  const unit = (pattern: RegExp, units: (found: RegExpExecArray) => string[]): Suffix | null => {
    const found = take(pattern, at);
    const given = found ? units(found) : [];
    return found && given.length > 0 ? { end: at + found[0].length, ten, units: given } : null;
  };
  const known = unit(after.points, ([, basis]) => [basis ? "bps" : "pp"]) ??
    unit(after.percent, () => ["%"]) ?? unit(after.times, () => ["x"]) ??
    unit(after.currency, ([, word = ""]) => currenciesOf(word, symbols));
  if (known) return known;
  // "3M" and "H2O" are names; "5M" after a currency sign is money.
  if (short && prefix.length === 0) return null;
  return startsWord.test(text.slice(at, at + 2)) ? null : { end: at, ten, units: [] };
}

const named =
  /(?:S&P|Nasdaq|NASDAQ|Dow(?: Jones)?|M?DAX|TecDAX|FTSE|CAC|SMI|ATX|IBEX|AEX|OMX|Nikkei|Topix|Russell|S[Tt][Oo][Xx][Xx]|ASX|TSX|NIFTY|Nifty|CSI|Fortune|[Tt]op|Level|Section|Rule|Article|Artikel|Form|IFRS|IAS|ASC|ISO|Basel|Web|Industrie)[ \u00a0-]$/;

/** A number without a unit that is a small count, a year, or part of a name. */
function isNoFigure(
  value: string,
  digits: string,
  text: string,
  index: number,
  until: number,
  { style, symbols }: Context,
): boolean {
  if (!/^\d+$/.test(digits)) return false;
  if (BigInt(value) <= maxCount || /^(19|20)\d\d$/.test(digits)) return true;
  const lead = text.slice(Math.max(0, index - 40), index);
  if (named.test(lead) || /^-\p{L}/u.test(text.slice(until, until + 2))) return true;
  // In a language that capitalizes nouns, a capital does not show a name, such as that of an aircraft.
  const [, start = "", word = ""] = /(^|[\p{Ll}),;] )([\p{L}&.]*\p{Lu}[\p{L}&.]*) $/u.exec(lead) ??
    [];
  const isName = start !== "" || /^\p{Lu}{2,}$/u.test(word);
  return style.decimal !== "," && isName && digits.length <= 4 && !symbols.includes(word) &&
    meaningsOf(word).length === 0;
}
