import { isEmulated } from "../budget/emulated.ts";
import type {
  Gap,
  Metric,
  Report,
  ReportSection,
  Source,
  UnsupportedNumber,
  Verification,
} from "./phase.ts";
import { currentReport } from "./report/current-report.ts";
import { evidenceText } from "./report/evidence-text.ts";
import { type NumberFormats, numberFormats } from "./report/number-formats.ts";
import { periodOf } from "./report/period.ts";
import { metricGroups, nameOf } from "./report/unique-metrics.ts";
import { verdictKind } from "./report/verdict-kind.ts";
import type { ReportWords } from "./report/report-words.ts";
import { wordsIn } from "./report/words.ts";

/** The origin of a report. */
export interface ReportOrigin {
  /** The provider whose models wrote it. */
  provider: string;
  sampleMarketData: boolean;
  /** BCP 47. */
  language: string;
}

/** Warnings for the reader of a report; empty if model and market data are real. */
export function reportWarnings({ provider, sampleMarketData, language }: ReportOrigin): string[] {
  const words = wordsIn(language);
  return [
    ...(isEmulated(provider) ? [words.emulated] : []),
    ...(sampleMarketData ? [words.sampled] : []),
  ];
}

/**
 * The report as one Markdown text. With a verdict, also null, it says what check and verifier say; a report that is not
 * verified yet has none.
 */
export function reportMarkdown(
  report: Report,
  origin: ReportOrigin,
  verdict?: Verification | null,
): string {
  const { title, summary, sections, metrics, unsupported, gaps, sources, followUps } =
    currentReport(report);
  const words = wordsIn(origin.language);
  const formats = numberFormats(origin.language, words);
  const blocks = [
    `# ${line(title)}`,
    ...reportWarnings(origin).map((warning) => `> **${warning}**`),
    ...(verdict === undefined ? [] : [`> **${words[verdictKind(verdict)]}**`]),
    summary,
    ...sections.map(sectionBlock),
    listed(words.keyFigures, metricTable(metrics, words, formats)),
    listed(words.notSupported, unsupported.map(unsupportedLine)),
    listed(words.missing, gaps.map((gap) => gapLine(gap, words))),
    listed(words.issues, (verdict?.issues ?? []).map(issueLine)),
    listed(words.sources, sources.map(sourceLine)),
    listed(words.followUps, followUps.map((q) => `- ${line(q)}`)),
  ];
  return `${blocks.filter((block) => block.trim() !== "").join("\n\n")}\n`;
}

const sectionBlock = ({ title, text }: ReportSection) => `## ${line(title)}\n\n${text}`;

const listed = (title: string, lines: string[]) =>
  lines.length > 0 ? `## ${title}\n\n${lines.join("\n")}` : "";

/** The figures, each once, with a column for symbols if there are several. */
function metricTable(
  metrics: readonly Metric[],
  words: ReportWords,
  formats: NumberFormats,
): string[] {
  if (metrics.length === 0) return [];
  const groups = metricGroups(metrics);
  const several = groups.length > 1;
  const rows = groups.flatMap((group) =>
    group.metrics.map((metric) => [
      ...(several ? [metric.symbol ?? ""] : []),
      several ? nameOf(metric) : metric.name,
      formats.figure(metric.value, metric.unit),
      periodOf(metric, formats),
      evidenceText(metric, words, formats),
    ])
  );
  const { symbol, figure, value, period, evidence } = words;
  const header = [...(several ? [symbol] : []), figure, value, period, evidence];
  const rule = [...(several ? ["---"] : []), "---", "---:", "---", "---"];
  return [header, rule, ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`);
}

const unsupportedLine = ({ number, sentence }: UnsupportedNumber) =>
  `- **${line(number)}**: ${line(sentence)}`;

const gapLine = ({ kind, subject, message }: Gap, { gapOf }: ReportWords) =>
  `- **${gapOf[kind]}, ${line(subject)}**: ${line(message)}`;

const issueLine = ({ claim, problem }: Verification["issues"][number]) =>
  `- *${line(claim).replace(/[*_`<]/g, "\\$&")}*: ${line(problem)}`;

function sourceLine({ title, url }: Source): string {
  const words = line(title).replace(/[[\]]/g, "\\$&");
  return url === null
    ? `- ${words}`
    : `- [${words}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}

/** The text on one line, for headings and list items. */
const line = (text: string) => text.replace(/\s+/g, " ").trim();
const cell = (text: string) => line(text).replace(/[|*`<]/g, "\\$&");
