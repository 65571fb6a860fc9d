import type { Brief, WrittenReport } from "./brief.ts";

/** Which draft a report is, by the foot of its last section; 1 for one that does not say. */
export function draftOf(report: WrittenReport): number {
  return Number(
    /\(emulated report, draft (\d+)/.exec(report.sections.at(-1)?.text ?? "")?.[1] ?? 1,
  );
}

/** The foot of the last section: nobody is to take an emulated report for a real one. */
export const footerOf = ({ analyses }: Brief) =>
  `*(emulated report, draft 1${
    hasSamples(analyses) ? "; the prices are samples and not market data" : ""
  })*`;

/** True when an analysis says that its figures are invented. */
export const hasSamples = (analyses: Brief["analyses"]) =>
  analyses.some((a) => a.summary.includes("samples and not market data"));

/** A text with the foot of the next draft, where it has one. */
export const nextDraft = (text: string, draft: number) =>
  text.replace(`(emulated report, draft ${draft}`, `(emulated report, draft ${draft + 1}`);
