import type { Gap, Report, ResearchBrief } from "../phase.ts";
import { detectOther } from "./detect-language.ts";

/** Parts of the report that are not in the language that was asked for: one gap for each other language. */
export function languageGaps(
  { language }: Pick<ResearchBrief, "language">,
  { summary, sections }: Report,
): Gap[] {
  const parts = [{ title: null, text: summary }, ...sections];
  const found = parts.flatMap(({ title, text }) => {
    const other = detectOther(text, language);
    return other === null ? [] : [{ part: title === null ? "the summary" : `"${title}"`, other }];
  });
  return [...new Set(found.map((f) => f.other))].map((other): Gap => ({
    kind: "LANGUAGE",
    subject: other,
    message: `${nameOf(other)} is the language of ${
      found.filter((f) => f.other === other).map((f) => f.part).join(", ")
    }; the report should be in ${nameOf(language)}.`,
  }));
}

const names = new Intl.DisplayNames("en", { type: "language" });
const nameOf = (language: string) => names.of(language) ?? language;
