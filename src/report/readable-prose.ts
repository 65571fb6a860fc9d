import type { Metric } from "../../protocol/research/phase.ts";
import type { NumberFormats } from "../../protocol/research/report/number-formats.ts";
import { readableNumbers } from "../../protocol/research/report/readable-numbers.ts";
import { type Html, html, trusted } from "./html.ts";

/**
 * Shows numbers that a model copied from a tool's result, such as 149167842107, as a person writes them. Only a number
 * that is exactly the value, or the quoted value, of a proven figure changes; its digits stay in the title. Links and
 * code stay as they are.
 */
export function readableProse(
  metrics: readonly Metric[],
  formats: NumberFormats,
): (text: Html) => Html {
  const change = readableNumbers(metrics, formats);
  if (!change) return (text) => text;
  const shown = (number: string, readable: string) =>
    html`<data value="${number}" title="${number}">${readable}</data>`.html;
  return (text) => trusted(outsideOfCode(text.html, (words) => change(words, shown)));
}

/** Changes the text between tags, except in links and code. Text of a page has no `<` that is not a tag. */
function outsideOfCode(markup: string, change: (words: string) => string): string {
  let inside = 0;
  return markup.split(/(<[^>]*>)/).map((piece) => {
    if (!piece.startsWith("<")) return inside > 0 ? piece : change(piece);
    if (/^<(a|code|pre)[\s>]/.test(piece)) inside++;
    if (/^<\/(a|code|pre)>/.test(piece)) inside--;
    return piece;
  }).join("");
}
