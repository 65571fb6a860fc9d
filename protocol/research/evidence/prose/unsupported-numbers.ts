import type { Metric, Report, UnsupportedNumber } from "../../phase.ts";
import { meaningsOf } from "../field-meaning.ts";
import { exactNumber, product, tenTo } from "../exact-number.ts";
import { type Mentioned, mentionsOf } from "../mentions.ts";
import { unitOf } from "../unit.ts";
import { fitsName, meaningsBefore } from "./said-name.ts";
import { plainSentences, type Sentence } from "./plain-sentences.ts";
import { type NumberReader, numberReader, type WrittenNumber } from "./read-numbers.ts";
import {
  directionReader,
  fitsDirection,
  fitsPoints,
  type Known,
  knownFigure,
  knownNumber,
  saysNumber,
} from "./supported-number.ts";

/** A text that supports the numbers of sentences that refer to it. */
export interface SupportingText {
  text: string;
  /** Addresses of its sources: a sentence refers to it by a link to one. */
  urls: readonly string[];
  /** Titles of its sources, which are quotations. */
  titles?: readonly string[];
  /** A sentence that contains this refers to it; null: only links do. */
  name: string | null;
}

/** What the numbers of a report are compared with. */
export interface Supports {
  question: string;
  /** BCP 47 tag of the report. */
  language: string;
  /** The securities of the run. */
  securities: readonly Mentioned[];
  /** Figures; those without evidence support nothing. */
  figures: readonly Metric[];
  texts: readonly SupportingText[];
}

/** Maximum numbers that are listed. */
const maxListed = 100;
/** Maximum numbers of a report that are compared, and of a supporting text: those after them support nothing and have no support. */
const maxCompared = 2_000;
const maxKnown = 500;
/** Maximum length of a listed sentence. */
const maxSentence = 300;

type Prose = Pick<Report, "title" | "summary" | "sections">;

/** The numbers in a report's text that no proven figure and no linked source supports. */
export function unsupportedNumbers(report: Prose, supports: Supports): UnsupportedNumber[] {
  const check = checker(supports);
  const titles = new Set(supports.texts.flatMap((text) => text.titles ?? []));
  const parts: [number | null, string][] = [
    [null, report.title],
    [null, report.summary],
    ...report.sections.flatMap(({ title, text }, i): [number, string][] => [[i, title], [i, text]]),
  ];
  const found: UnsupportedNumber[] = [];
  for (const [section, text] of parts) {
    if (found.length >= maxListed) break;
    for (const sentence of plainSentences(text, titles)) {
      const numbers = found.length < maxListed ? check(sentence) : [];
      found.push(...numbers.map((number) => ({ section, number, sentence: cut(sentence.text) })));
    }
  }
  return found.slice(0, maxListed);
}

const cut = (text: string) =>
  text.length > maxSentence ? `${text.slice(0, maxSentence - 1)}…` : text;

/** Lists the unsupported numbers of a sentence. */
function checker({ question, language, securities, figures, texts }: Supports) {
  const read = numberReader(language, securities.map(({ symbol }) => symbol));
  const mentioned = mentionsOf(securities);
  const direction = directionReader(language);
  const proven = figures.filter((f) => f.evidence !== "NONE").flatMap((figure) => {
    const known = knownFigure(figure);
    return known ? [{ figure, known, meanings: meaningsOf(figure.name) }] : [];
  });
  // Agents may quote in English what they found in it.
  const english = numberReader("en", securities.map(({ symbol }) => symbol));
  const readers = /^en(-|$)/i.test(language) ? [read] : [read, english];
  const sources = texts.map((text) => ({
    ...text,
    known: readers.flatMap((reader) => knownIn(text.text, reader)),
  }));
  let compared = 0;
  return (sentence: Sentence): string[] => {
    const text = withoutQuestion(sentence.text, question);
    const numbers = read(text);
    if (numbers.length === 0) return [];
    const named = mentioned(text);
    const moved = direction(text);
    const referred = sources.filter((source) => refersTo(sentence, source));
    const isSaid = (written: WrittenNumber) => {
      if (compared++ >= maxCompared) return false;
      const says = saysNumber(written);
      const said = meaningsBefore(written);
      return proven.some(({ figure, known, meanings }) =>
        fitsName(said, meanings) && fitsPoints(written, figure) &&
        (figure.symbol === null || named.length === 0 || named.includes(figure.symbol)) &&
        says(known) && fitsDirection(written, figure, moved)
      ) || referred.some(({ known }) => known.some(says));
    };
    return numbers.filter((written) => !isSaid(written)).map(({ text: number }) => number);
  };
}

const refersTo = ({ text, urls }: Sentence, source: SupportingText) =>
  urls.some((url) => source.urls.includes(url)) ||
  (source.name !== null && text.includes(source.name));

/** A quotation of the question states nothing. */
const withoutQuestion = (text: string, question: string) =>
  text.replace(
    /["“„«]([^"“”„«»]{3,1000})["”“»]/g,
    (quoted, inside: string) => question.includes(inside.trim()) ? " " : quoted,
  );

/** The numbers of a text. */
function knownIn(text: string, read: NumberReader): Known[] {
  const written = plainSentences(text).flatMap((sentence) => read(sentence.text));
  return written.slice(0, maxKnown).flatMap(({ value, ten, sign, units }): Known[] => {
    const number = exactNumber(`${sign === "-" ? "-" : ""}${value}`);
    if (!number) return [];
    const scaled = product(number, tenTo(ten));
    return (units.length > 0 ? units.map(unitOf) : [null]).map((unit) => knownNumber(scaled, unit));
  });
}
