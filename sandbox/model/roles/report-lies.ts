import type { WrittenReport } from "./brief.ts";

/** The address of a page that no search finds. */
const invented = "https://invented.example.com/page";

/** Lies that only a report can tell. */
export const reportLies: Record<string, (report: WrittenReport) => WrittenReport> = {
  number: (report) => appended(report, "Its market share is 41.7 %."),
  source: (report) => ({
    ...appended(report, `Others agree: [An invented page](${invented}).`),
    sources: [...report.sources, { title: "An invented page", url: invented }],
  }),
  language: (report) => ({ ...report, summary: german }),
};

/** The report with a sentence at the end of its first section. */
function appended(report: WrittenReport, sentence: string): WrittenReport {
  const [section, ...others] = report.sections;
  if (!section) return report;
  const text = `${section.text}\n\n${sentence}`;
  return { ...report, sections: [{ ...section, text }, ...others] };
}

const german =
  "Die Unternehmen haben ihre Umsätze gesteigert, und die Analysten bewerten die Aktien überwiegend als aussichtsreich. " +
  "Die Schulden sind im Verhältnis zum Eigenkapital gering, und die Margen haben sich gegenüber dem Vorjahr verbessert. " +
  "Das größte Risiko bleibt die Abhängigkeit von wenigen Kunden, die ihre Bestellungen jederzeit verschieben können. " +
  "Außerdem könnten neue Vorschriften den Absatz in wichtigen Märkten erschweren und die Kosten der Produktion erhöhen.";
