import { readableNumbers } from "../../../../protocol/research/report/readable-numbers.ts";
import type { ReportMetric } from "./report-types.ts";
import { formats } from "./words.ts";

/** Markdown whose numbers are no prose: code, links, addresses. */
const otherText = /(```[\s\S]*?```|`[^`\n]*`|\[[^\]\n]*\]\([^)\n]*\)|<[^>\n]*>|https?:\S+)/;

/**
 * A report's Markdown with long numbers that a model copied from a tool's result as a person writes them: 149167842107 is
 * 149.2 billion. Only values of proven figures change, whose exact values are in the table of figures.
 */
export function readableText(metrics: readonly ReportMetric[]): (markdown: string) => string {
  const change = readableNumbers(metrics, formats);
  if (!change) return (markdown) => markdown;
  return (markdown) =>
    markdown.split(otherText)
      .map((piece, i) => i % 2 === 1 ? piece : change(piece, (_, readable) => readable))
      .join("");
}
