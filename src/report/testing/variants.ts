import type { Gap, Series } from "../../../protocol/research/phase.ts";
import type { ReportData } from "../report-data.ts";
import { sampleReportData } from "./sample-report.ts";

/** Reports that differ in what a page must show, by their names. */
export function variants(): [string, ReportData][] {
  return [
    ["two symbols", sampleReportData()],
    ["ten symbols", ofTen(sampleReportData())],
    ["German, with gaps", german(sampleReportData())],
    ["negative values and Markdown", negative(sampleReportData())],
    ["an English page about an Arabic report", inLanguage("ar", sampleReportData())],
    ["nothing but a text", bare(sampleReportData())],
  ];
}

const inLanguage = (language: string, data: ReportData): ReportData => ({
  ...data,
  run: { ...data.run, language },
});

function ofTen(data: ReportData): ReportData {
  const symbols = [
    ...["AAPL", "MSFT", "NVDA", "AMD", "0700.HK", "SAP.DE", "VOD.L", "BRK-B", "^GSPC", "BTC-USD"],
  ];
  const { series: [first], metrics } = data.report;
  const scaled = (symbol: string, i: number): Series => ({
    ...first!,
    symbol,
    unit: symbol.endsWith(".L") ? "GBp" : "USD",
    points: first!.points.map(({ at, value }, day) => ({
      at,
      value: (Number(value) * (1 + i / 3) * (1 + Math.sin(day / 20 + i) / 5)).toFixed(2),
    })),
  });
  const figures = symbols.flatMap((symbol) =>
    [metrics[0]!, metrics[4]!].map((metric) => ({ ...metric, symbol }))
  );
  return {
    ...data,
    run: { ...data.run, symbols },
    report: { ...data.report, series: symbols.map(scaled), metrics: figures },
  };
}

const gaps: Gap[] = [
  { kind: "SYMBOL", subject: "ZZZZQ", message: "The symbol is not known." },
  { kind: "FIGURE", subject: "ZZZZQ", message: "No proven figure of PRICES is about it." },
];

function german(data: ReportData): ReportData {
  const issues = [{ claim: "Mehr als 80 %", problem: "Der Bericht nennt 62 %." }];
  return {
    ...inLanguage("de", data),
    report: {
      ...data.report,
      gaps,
      title: "NVIDIA gegen AMD: der Marktführer hält Abstand",
      summary: "Der Umsatz von AMD betrug 9246000000 USD.",
    },
    verdict: { kind: "Verification", passed: false, accepted: false, issues, gaps },
  };
}

const markdown =
  "# One\n\n## Two\n\n#### Four\n\n- a\n  - b\n    1. c\n\n> quote\n> > nested\n\n```\n" +
  `${"a long line of code ".repeat(10)}\n\`\`\`\n\n| | ${
    Array.from({ length: 8 }, (_, i) => `Q${i}`).join(" | ")
  } |\n|${"---:|".repeat(9)}\n| Revenue | ${Array(8).fill("12,345").join(" | ")} |\n`;

function negative(data: ReportData): ReportData {
  const points = Array.from({ length: 1_300 }, (_, i) => ({
    at: new Date(Date.UTC(2021, 10, 20 + i)).toISOString(),
    value: (Math.sin(i / 80) * 120 - 30).toFixed(2),
  }));
  const [, , , revenue] = data.report.metrics;
  return {
    ...data,
    report: {
      ...data.report,
      series: [{ symbol: "CL=F", unit: "USD", points, toolCallId: "tool_h2" }],
      metrics: [{ ...revenue!, name: "Free cash flow", value: "-1234567890.12" }],
      sections: [{ title: "Markdown", text: markdown }],
    },
  };
}

function bare(data: ReportData): ReportData {
  const nothing = { metrics: [], series: [], sources: [], followUps: [], unsupported: [] };
  return { ...data, missing: [], verdict: null, report: { ...data.report, ...nothing } };
}
