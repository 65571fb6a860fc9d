import type { ReportWords } from "./report-words.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { fr } from "./words/fr.ts";

const languages: Readonly<Record<string, ReportWords>> = { en, de, fr };

/** The words for a report in a language, BCP 47: of the language itself, or English. */
export function wordsIn(language: string): ReportWords {
  return languages[language.toLowerCase().split("-")[0] ?? ""] ?? en;
}
