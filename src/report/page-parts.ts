import {
  type NumberFormats,
  numberFormats,
} from "../../protocol/research/report/number-formats.ts";
import type { ReportWords } from "../../protocol/research/report/report-words.ts";
import { wordsIn } from "../../protocol/research/report/words.ts";
import { type Html, html, trusted } from "./html.ts";

/** What all parts of a page are written with. */
export interface PageWords {
  /** Language of the report, BCP 47. */
  language: string;
  words: ReportWords;
  formats: NumberFormats;
  /** A label, with its language where that is not the report's. */
  label: (text: string) => Html;
  /** A message of the product, which is in English. */
  message: (text: string) => Html;
  /** The attribute for an element whose text is labels. */
  labelLang: Html;
}

/** The words, formats and labels of a page in a language. */
export function pageWords(language: string): PageWords {
  const words = wordsIn(language);
  const formats = numberFormats(language, words);
  const own = primary(language);
  // Labels and messages are in languages that are written from left to right.
  const direction = directionOf(language) === "rtl" ? ' dir="ltr"' : "";
  const said = (tongue: string) => (text: string) =>
    tongue === own
      ? html`${text}`
      : trusted(`<span lang="${tongue}"${direction}>${html`${text}`.html}</span>`);
  return {
    ...{ language, words, formats },
    label: said(words.language),
    message: said("en"),
    labelLang: trusted(words.language === own ? "" : ` lang="${words.language}"${direction}`),
  };
}

const primary = (language: string) => language.toLowerCase().split("-")[0];

/** The direction of a language's writing. */
export function directionOf(language: string): "ltr" | "rtl" {
  return rightToLeft.has(primary(language) ?? "") ? "rtl" : "ltr";
}

const rightToLeft = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);
