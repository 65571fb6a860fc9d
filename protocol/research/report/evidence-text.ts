import type { Derivation, Evidence, Metric } from "../phase.ts";
import type { NumberFormats } from "./number-formats.ts";
import type { ReportWords } from "./report-words.ts";

/** A mark for each kind of evidence, so that colour is not all that tells them apart. */
export const evidenceMarks: Readonly<Record<Evidence, string>> = {
  EXACT: "✓",
  ROUNDED: "≈",
  DERIVED: "=",
  NONE: "✗",
};

/** The evidence of a figure in one line: its kind, and what shows it. */
export function evidenceText(metric: Metric, words: ReportWords, formats: NumberFormats): string {
  const kind = `${evidenceMarks[metric.evidence]} ${words.evidenceOf[metric.evidence]}`;
  const why = reasonOf(metric, words, formats);
  return why ? `${kind}: ${why}` : kind;
}

function reasonOf(metric: Metric, words: ReportWords, formats: NumberFormats): string {
  const { evidence, value, unit, quoted, derivation, problem } = metric;
  if (evidence === "NONE") return problem ?? "";
  if (derivation) return derivationText(derivation, words);
  if (evidence === "ROUNDED" && quoted !== null) {
    return `${words.resultSays} ${quotedText(quoted, formats)}`;
  }
  return isShortened(value, formats) ? `${formats.decimal(value)} ${unit ?? ""}`.trim() : "";
}

/** The formula with the values of its names: `(a - b) / b * 100, where a = 190.3, b = 150`. */
export function derivationText({ formula, inputs }: Derivation, { where }: ReportWords): string {
  const values = inputs.map(({ name, quoted }) => `${name} = ${quoted}`);
  return values.length > 0 ? `${formula}, ${where} ${values.join(", ")}` : formula;
}

/** A value as the tool gave it; a decimal number with all its digits in the report's language. */
export function quotedText(quoted: string, formats: NumberFormats): string {
  return isDecimal(quoted) ? formats.decimal(quoted) : quoted;
}

/** True if the readable form of a value has fewer digits than the value. */
export function isShortened(value: string, formats: NumberFormats): boolean {
  return isDecimal(value) && formats.figure(value, null) !== formats.decimal(value);
}

const isDecimal = (text: string) => /^-?\d{1,30}(\.\d{1,18})?$/.test(text);
