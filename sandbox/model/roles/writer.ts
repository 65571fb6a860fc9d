import type { Brief, Figure, Place, WrittenReport } from "./brief.ts";
import { draftOf, footerOf, hasSamples, withDraft } from "./draft.ts";
import { joinSentences, readableNumber } from "./figures.ts";
import { repairReport } from "./repair-report.ts";
import { nameOf } from "./planner.ts";

/** A new report, or the last one with what verifier and check found corrected. */
export function reportOf(brief: Brief): WrittenReport {
  const { report, complaints, gaps } = brief;
  if (!report) return newReport(brief);
  if (gaps.length > 0) {
    const written = newReport({ ...brief, analyses: brief.analyses.map(provenOnly) });
    return repairReport(withDraft(written, draftOf(report)), brief);
  }
  if (complaints.length === 0) return newReport(brief);
  return repairReport({ ...report, metrics: report.metrics.map(bare) }, brief);
}

/** An analysis without figures that are not proven; its text may state them, too. */
function provenOnly(analysis: Brief["analyses"][number]): Brief["analyses"][number] {
  const metrics = analysis.metrics.filter((m) => m.evidence !== "NONE");
  return metrics.length === analysis.metrics.length
    ? analysis
    : { ...analysis, metrics, summary: `${sampleNoteOf(analysis)}(emulated analysis)` };
}

const sampleNoteOf = (analysis: Brief["analyses"][number]) =>
  hasSamples([analysis]) ? "The figures are samples and not market data. " : "";

function newReport(brief: Brief): WrittenReport {
  const metrics = brief.analyses.flatMap((a) => a.metrics).map(bare);
  const sections = [
    prices(brief),
    business(brief),
    findings(brief),
    risks(brief),
    ...gaps(brief),
  ].filter((section) => section.text !== "");
  const last = sections.at(-1);
  if (last) last.text += `\n\n${footerOf(brief)}`;
  return {
    title: titleOf(brief),
    summary: summaryOf(brief),
    sections,
    metrics,
    sources: unique(brief),
    followUps: followUps(brief),
  };
}

const bare = ({ name, symbol, value, unit, period, source, derivation }: Figure): Figure => ({
  ...{ name, symbol, value, unit, period },
  source: source && placeOf(source),
  derivation: derivation && {
    formula: derivation.formula,
    inputs: derivation.inputs.map((input) => ({ name: input.name, ...placeOf(input) })),
  },
});

const placeOf = ({ call, pointer }: Place): Place => ({ call, pointer });

const subjects = ({ symbols }: Brief) => symbols.slice(0, 3).join(" and ");

const titleOf = (brief: Brief) =>
  brief.symbols.length > 0
    ? `${subjects(brief)}: findings of an emulated team`
    : "Findings of an emulated team";

function summaryOf(brief: Brief): string {
  const { missing } = brief;
  const price = analysis(brief, "Prices")?.metrics.filter((m) => m.unit === "%") ?? [];
  const change = price.map((m) =>
    `${m.name.toLowerCase().replace(/[^,]*$/, (s) => s.toUpperCase())}: ${
      readableNumber(m.value)
    } %`
  );
  return joinSentences(
    hasSamples(brief.analyses)
      ? "An emulator wrote this report from sample prices; it contains no market data."
      : "An emulator wrote this report from rules, without a language model.",
    `It answers "${brief.question.slice(0, 160)}".`,
    change.length > 0 ? `Key figures: ${change.join("; ")}.` : "",
    brief.findings.length > 0 ? "The sources disagree, so the answer remains uncertain." : "",
    missing.length > 0
      ? `${missing.length} part${
        missing.length > 1 ? "s" : ""
      } of the work failed; see the last section.`
      : "",
  );
}

const analysis = ({ analyses }: Brief, name: string) =>
  analyses.find((a) => a.analysis.startsWith(name));

function prices(brief: Brief) {
  const made = analysis(brief, "Prices");
  const lead = "The market data tools returned these prices on the day of this report.";
  return { title: "Prices", text: made ? sectionOf(lead, made) : "" };
}

function business(brief: Brief) {
  const made = analysis(brief, "Fundamentals");
  const lead = "The statements show how the business performs and how the market values it.";
  return { title: "Business and valuation", text: made ? sectionOf(lead, made) : "" };
}

function risks(brief: Brief) {
  const made = analysis(brief, "Risk");
  const lead = "The risks are ranked by likelihood and impact.";
  return { title: "Risks", text: made ? sectionOf(lead, made) : "" };
}

/** Without a table: the report shows its figures in one. */
const sectionOf = (lead: string, { summary }: Brief["analyses"][number]) => `${lead}\n\n${summary}`;

function findings(brief: Brief) {
  const lines = brief.findings.map(({ search, sources }) => {
    const links = sources.flatMap((s) => s.url ? [`[${s.title}](${s.url})`] : []);
    return `- **${search}**: ${links.length > 0 ? `see ${links.join(" and ")}` : "no page found"}.`;
  });
  const lead = "The searches found these pages, for and against.";
  return {
    title: "Search results",
    text: lines.length > 0 ? `${lead}\n\n${lines.join("\n")}` : "",
  };
}

function gaps({ missing, language }: Brief) {
  const english = language.toLowerCase().startsWith("en")
    ? []
    : [`- The emulator writes English only; the request asked for ${language}.`];
  const lines = [...missing.map((m) => `- ${m}`), ...english];
  const lead = "These parts of the work failed, and the report does not cover them.";
  return lines.length > 0 ? [{ title: "Limitations", text: `${lead}\n\n${lines.join("\n")}` }] : [];
}

function unique({ findings }: Brief) {
  const all = findings.flatMap((f) => f.sources).filter((s) => s.url);
  return [...new Map(all.map(({ title, url }) => [url, { title, url }])).values()];
}

function followUps({ symbols }: Brief): string[] {
  const [first, second] = symbols.map(nameOf);
  return [
    `Which customers does ${first ?? "the market leader"} depend on most?`,
    second
      ? `How do ${first} and ${second} compare by cash flow?`
      : "How did it perform against its peers over five years?",
  ];
}
