import { argumentWords } from "../../protocol/research/report/argument-words.ts";
import type { DocumentFigure } from "../../protocol/research/report/document.ts";
import { figuresOf } from "./report-document.ts";
import type { ReportData } from "./report-data.ts";

const columns = [
  "symbol",
  "figure",
  "value",
  "unit",
  "period",
  "evidence",
  "problem",
  "tool",
  "arguments",
  "pointer",
  "quoted",
  "formula",
  "inputs",
];

/** Makes spreadsheets read the file as UTF-8. */
const byteOrderMark = "\ufeff";

/** The figures of a report as CSV (RFC 4180), one row each, with evidence. */
export function reportCsv(data: ReportData): string {
  const rows = [columns, ...figuresOf(data).map(rowOf)];
  return byteOrderMark + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function rowOf(figure: DocumentFigure): (string | null)[] {
  const { symbol, name, value, unit, period, evidence, problem, source, derivation } = figure;
  const inputs = derivation?.inputs.map(({ name, quoted, tool, arguments: args, pointer }) =>
    `${name} = ${quoted} (${[tool, argumentWords(args), pointer].filter(Boolean).join(" ")})`
  );
  return [
    ...[symbol, name, value, unit, period, evidence, problem],
    ...[source?.tool ?? null, source && argumentWords(source.arguments)],
    ...[source?.pointer ?? null, source?.quoted ?? null],
    ...[derivation?.formula ?? null, inputs?.join("; ") ?? null],
  ];
}

/**
 * A cell. A text that a spreadsheet would take for a formula is made harmless by an apostrophe; a negative number is no
 * formula and stays as it is.
 */
export function cell(content: string | null): string {
  const text = content ?? "";
  const harmless =
    /^(?:[\s\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u.test(text) && !/^-?\d+(\.\d+)?$/.test(text)
      ? `'${text}`
      : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
