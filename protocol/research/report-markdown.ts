import type { Metric, Report, ReportSection, Source } from "./phase.ts";

/** The origin of a report. */
export interface ReportOrigin {
  /** The provider whose models wrote it. */
  provider: string;
  sampleMarketData: boolean;
}

/** Warnings for the reader of a report; empty if model and market data are real. */
export function reportWarnings({ provider, sampleMarketData }: ReportOrigin): string[] {
  return [
    ...(provider.startsWith("emulator") ? ["Written by an emulator, not by a model."] : []),
    ...(sampleMarketData ? ["The prices are samples, not market data."] : []),
  ];
}

/** The report as one Markdown text. */
export function reportMarkdown(report: Report, origin: ReportOrigin): string {
  const { title, summary, sections, metrics, sources, followUps } = report;
  const blocks = [
    `# ${line(title)}`,
    ...reportWarnings(origin).map((words) => `> **${words}**`),
    summary,
    ...sections.map(sectionBlock),
    listed("Key figures", metricTable(metrics)),
    listed("Sources", sources.map(sourceLine)),
    listed("Follow-up questions", followUps.map((q) => `- ${line(q)}`)),
  ];
  return `${blocks.filter((block) => block.trim() !== "").join("\n\n")}\n`;
}

const sectionBlock = ({ title, text }: ReportSection) => `## ${line(title)}\n\n${text}`;

const listed = (title: string, lines: string[]) =>
  lines.length > 0 ? `## ${title}\n\n${lines.join("\n")}` : "";

function metricTable(metrics: readonly Metric[]): string[] {
  if (metrics.length === 0) return [];
  const rows = metrics.map((metric) => {
    const { name, value, unit, toolCallId } = metric;
    const from = toolCallId ? "tool" : "model";
    return [name, unit ? `${value} ${unit}` : value, periodOf(metric), from].map(cell).join(" | ");
  });
  const header = ["Figure | Value | Period | From", "--- | ---: | --- | ---"];
  return [...header, ...rows].map((row) => `| ${row} |`);
}

/** The period of a figure to show: an instant as its day, any other text unchanged; empty if there is none. */
export function periodOf({ period }: Metric): string {
  return period?.replace(/^(\d{4}-\d\d-\d\d)T\S+$/, "$1") ?? "";
}

function sourceLine({ title, url }: Source): string {
  const words = line(title).replace(/[[\]]/g, "\\$&");
  return url === null
    ? `- ${words}`
    : `- [${words}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}

/** The text on one line, for headings and list items. */
const line = (text: string) => text.replace(/\s+/g, " ").trim();
const cell = (text: string) => line(text).replaceAll("|", "\\|");
