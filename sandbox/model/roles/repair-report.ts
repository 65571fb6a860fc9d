import type { Brief, WrittenReport } from "./brief.ts";
import { draftOf, nextDraft } from "./draft.ts";

/** First words of the problems that the emulated verifier reports; the writer finds the end of a claim by them. */
export const problemStarts = { directed: "Emulated check", unsupported: "No input" } as const;

const complaint = new RegExp(
  `^(.*?): ((?:${Object.values(problemStarts).join("|")}).*)$`,
);

/** The report with the verifier's complaints corrected; nothing else changes except the footer. */
export function repairReport(report: WrittenReport, { complaints, today }: Brief): WrittenReport {
  const draft = draftOf(report);
  return complaints.reduce<WrittenReport>((now, line) => {
    const [, claim = "", problem = ""] = complaint.exec(line) ?? [];
    const supported = problem.startsWith(problemStarts.directed);
    return claim ? (supported ? dated(now, claim, today) : without(now, claim)) : now;
  }, inSections(report, (text) => nextDraft(text, draft)));
}

const inSections = (report: WrittenReport, change: (text: string) => string) => ({
  ...report,
  sections: report.sections.map(({ title, text }) => ({ title, text: change(text) })),
});

const dated = (report: WrittenReport, claim: string, today: string) =>
  inSections(report, (text) => text.replace(claim, claim.replace(/\.?$/, ` (as of ${today}).`)));

function without(report: WrittenReport, claim: string): WrittenReport {
  const kept = inSections(
    report,
    (text) => text.replaceAll(claim, "an address that was not found"),
  );
  return {
    ...kept,
    metrics: report.metrics.filter((m) => m.name !== claim),
    sources: report.sources.filter((s) => s.url !== claim),
  };
}
