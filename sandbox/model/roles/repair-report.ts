import type { Brief, WrittenReport } from "./brief.ts";
import { draftOf, nextDraft } from "./draft.ts";

/** How the problems begin that the emulated verifier tells; by it a writer knows where a claim ends. */
export const problemStarts = { ordered: "Emulated check", unsupported: "No input" } as const;

const complaint = new RegExp(
  `^(.*?): ((?:${Object.values(problemStarts).join("|")}).*)$`,
);

/** The report with what the verifier named put right, and nothing else changed but the foot. */
export function repairReport(report: WrittenReport, { complaints, today }: Brief): WrittenReport {
  const draft = draftOf(report);
  return complaints.reduce<WrittenReport>((now, line) => {
    const [, claim = "", problem = ""] = complaint.exec(line) ?? [];
    const supported = problem.startsWith(problemStarts.ordered);
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
