import type { Metric, Report, ReportSection, Source } from "./phase.ts";

/** What a report says of where it comes from. */
export interface ReportOrigin {
  /** Who wrote it, as a conversation names it. */
  provider: string;
  sampleMarketData: boolean;
}

/** What a reader of a report must know before the first line; empty when all of it is real. */
export function reportWarnings({ provider, sampleMarketData }: ReportOrigin): string[] {
  return [
    ...(provider.startsWith("emulator") ? ["Written by an emulator, not by a model."] : []),
    ...(sampleMarketData ? ["The prices are samples, not market data."] : []),
  ];
}

/** The whole report as one Markdown text. */
export function reportMarkdown(report: Report, origin: ReportOrigin): string {
  const { title, summary, sections, metrics, sources, followUps } = report;
  const blocks = [
    `# ${line(title)}`,
    ...reportWarnings(origin).map((words) => `> **${words}**`),
    summary,
    ...sections.map(sectionBlock),
    listed("Key figures", metricTable(metrics)),
    listed("Sources", sources.map(sourceLine)),
    listed("Questions worth asking next", followUps.map((q) => `- ${line(q)}`)),
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

/** The period of a figure for readers: an instant as its day, any other as it stands; empty where none is told. */
export function periodOf({ period }: Metric): string {
  return period?.replace(/^(\d{4}-\d\d-\d\d)T\S+$/, "$1") ?? "";
}

function sourceLine({ title, url }: Source): string {
  const words = line(title).replace(/[[\]]/g, "\\$&");
  return url === null
    ? `- ${words}`
    : `- [${words}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}

/** On one line, as a heading or an item of a list has to be. */
const line = (text: string) => text.replace(/\s+/g, " ").trim();
const cell = (text: string) => line(text).replaceAll("|", "\\|");
