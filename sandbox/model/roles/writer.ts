import type { Brief, Figure, WrittenReport } from "./brief.ts";
import { footerOf, hasSamples } from "./draft.ts";
import { readableNumber, said } from "./figures.ts";
import { repairReport } from "./repair-report.ts";
import { nameOf } from "./planner.ts";

/** The report: written anew, or, where the verifier sent one back, that one repairReport. */
export function reportOf(brief: Brief): WrittenReport {
  if (brief.report && brief.complaints.length > 0) return repairReport(brief.report, brief);
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

const bare = ({ name, value, unit, period }: Figure): Figure => ({ name, value, unit, period });

const subjects = ({ symbols }: Brief) => symbols.slice(0, 3).join(" and ");

const titleOf = (brief: Brief) =>
  brief.symbols.length > 0
    ? `${subjects(brief)}: what an emulated team found`
    : "What an emulated team found";

function summaryOf(brief: Brief): string {
  const { missing } = brief;
  const price = analysis(brief, "Prices")?.metrics.filter((m) => m.unit === "%") ?? [];
  const change = price.map((m) =>
    `${m.name.toLowerCase().replace(/[^,]*$/, (s) => s.toUpperCase())}: ${
      readableNumber(m.value)
    } %`
  );
  return said(
    hasSamples(brief.analyses)
      ? "An emulator wrote this report from sample prices: none of it is market data."
      : "An emulator wrote this report by rules: no model has thought about it.",
    `It answers "${brief.question.slice(0, 160)}".`,
    change.length > 0 ? `The figures say: ${change.join("; ")}.` : "",
    brief.findings.length > 0
      ? "Against a quick answer speaks that the pages found do not agree."
      : "",
    missing.length > 0
      ? `${missing.length} part${
        missing.length > 1 ? "s" : ""
      } of the work could not be had; see the end.`
      : "",
  );
}

const analysis = ({ analyses }: Brief, name: string) =>
  analyses.find((a) => a.analysis.startsWith(name));

function prices(brief: Brief) {
  const made = analysis(brief, "Prices");
  const lead = "The prices are those that the market data tools told on the day of this report.";
  return { title: "What the prices say", text: made ? sectionOf(lead, made) : "" };
}

function business(brief: Brief) {
  const made = analysis(brief, "Fundamentals");
  const lead = "The statements tell how the business does and what is paid for it.";
  return { title: "Business and valuation", text: made ? sectionOf(lead, made) : "" };
}

function risks(brief: Brief) {
  const made = analysis(brief, "Risk");
  const lead = "The risks are ranked by how likely they are and how much they would cost.";
  return { title: "What could go wrong", text: made ? sectionOf(lead, made) : "" };
}

function sectionOf(lead: string, { summary, metrics }: Brief["analyses"][number]): string {
  const rows = metrics.map((m) =>
    `| ${m.name} | ${m.value} | ${m.unit ?? "-"} | ${m.period ?? "not told"} |`
  );
  const table = ["| Figure | Value | Unit | Period |", "| --- | ---: | --- | --- |", ...rows];
  return [lead, summary, ...(rows.length > 0 ? [table.join("\n")] : [])].join("\n\n");
}

function findings(brief: Brief) {
  const lines = brief.findings.map(({ search, sources }) => {
    const links = sources.flatMap((s) => s.url ? [`[${s.title}](${s.url})`] : []);
    return `- **${search}**: ${
      links.length > 0 ? `see ${links.join(" and ")}` : "no page was named"
    }.`;
  });
  const lead = "The searches found pages for and against, and each is linked here.";
  return {
    title: "What the searches found",
    text: lines.length > 0 ? `${lead}\n\n${lines.join("\n")}` : "",
  };
}

function gaps({ missing, language }: Brief) {
  const english = language.toLowerCase().startsWith("en")
    ? []
    : [`- The emulator writes English only; ${language} was asked for.`];
  const lines = [...missing.map((m) => `- ${m}`), ...english];
  const lead = "Some of the work could not be had, and the report says nothing about it.";
  return lines.length > 0
    ? [{ title: "What is missing", text: `${lead}\n\n${lines.join("\n")}` }]
    : [];
}

function unique({ findings }: Brief) {
  const all = findings.flatMap((f) => f.sources).filter((s) => s.url);
  return [...new Map(all.map(({ title, url }) => [url, { title, url }])).values()];
}

function followUps({ symbols }: Brief): string[] {
  const [first, second] = symbols.map(nameOf);
  return [
    `Which customers does ${first ?? "the leader of the field"} depend on most?`,
    second
      ? `How do ${first} and ${second} compare by cash flow?`
      : "How did it do against its peers over five years?",
  ];
}
