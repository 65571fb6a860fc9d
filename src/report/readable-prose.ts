import type { Metric } from "../../protocol/research/phase.ts";
import type { NumberFormats } from "../../protocol/research/report/number-formats.ts";
import { isShortened } from "../../protocol/research/report/evidence-text.ts";
import { type Html, html, trusted } from "./html.ts";

/** A number of at least five digits, as a model copies it from a tool's result. */
const longNumber = /(?<![\w.,:/#&;-])-?\d{1,30}(?:\.\d{1,18})?(?![\w:/;-]|[.,]\d)/g;

/**
 * Shows numbers that a model copied from a tool's result, such as 149167842107, as a person writes them. Only a number
 * that is exactly the value, or the quoted value, of a proven figure changes; its digits stay in the title. Links and
 * code stay as they are.
 */
export function readableProse(
  metrics: readonly Metric[],
  formats: NumberFormats,
): (text: Html) => Html {
  const proven = new Set(
    metrics.filter(({ evidence }) => evidence !== "NONE")
      .flatMap(({ value, quoted }) => [value, quoted ?? value])
      .filter((value) => digitsOf(value) >= 5 && isShortened(value, formats)),
  );
  if (proven.size === 0) return (text) => text;
  const shown = (number: string) =>
    proven.has(number)
      ? html`<data value="${number}" title="${number}">${formats.figure(number, null)}</data>`.html
      : number;
  return (text) => trusted(outsideOfCode(text.html, (words) => words.replace(longNumber, shown)));
}

const digitsOf = (value: string) => value.replace(/\D/g, "").length;

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
