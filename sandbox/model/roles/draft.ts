import type { Brief, WrittenReport } from "./brief.ts";

/** The draft number in the footer of a report; 1 if it has none. */
export function draftOf(report: WrittenReport): number {
  return Number(
    /\(emulated report, draft (\d+)/.exec(report.sections.at(-1)?.text ?? "")?.[1] ?? 1,
  );
}

/** The footer of the last section, so that an emulated report never looks real. */
export const footerOf = ({ analyses }: Brief) =>
  `*(emulated report, draft 1${
    hasSamples(analyses) ? "; the prices are samples and not market data" : ""
  })*`;

/** True if an analysis says that its figures are samples. */
export const hasSamples = (analyses: Brief["analyses"]) =>
  analyses.some((a) => a.summary.includes("samples and not market data"));

/** A text with the draft number in its footer incremented. */
export const nextDraft = (text: string, draft: number) =>
  text.replace(`(emulated report, draft ${draft}`, `(emulated report, draft ${draft + 1}`);

/** A new report with this draft number in its footer. */
export const withDraft = (report: WrittenReport, draft: number): WrittenReport => ({
  ...report,
  sections: report.sections.map(({ title, text }) => ({
    title,
    text: text.replace("(emulated report, draft 1", `(emulated report, draft ${draft}`),
  })),
});
