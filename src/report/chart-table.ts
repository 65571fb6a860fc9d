import type { Chart } from "./chart.ts";
import { type Html, html } from "./html.ts";
import { sampled } from "./lines.ts";
import type { PageWords } from "./page-parts.ts";

/** Limit on the rows of a table of values. */
const maxRows = 12;

/** The values of a chart for screen readers: of long lines, some, with the first and the last one. */
export function chartTable({ title, lines, unit }: Chart, page: PageWords): Html {
  const { words, formats, labelLang } = page;
  const longest = lines.toSorted((a, b) => b.points.length - a.points.length)[0];
  if (!longest) return html``;
  const days = sampled(longest.points, maxRows).map(({ at }) => at);
  const value = (line: Chart["lines"][number], at: number) => {
    const known = line.points.findLast((point) => point.at <= at);
    if (!known) return "";
    return unit === "%" ? formats.change(known.value) : formats.amount(known.value, unit);
  };
  const rows = days.map((at) =>
    html`<tr><th scope="row">${formats.day(at)}</th>${
      lines.map((line) => html`<td>${value(line, at)}</td>`)
    }</tr>`
  );
  return html`
    <div class="hidden">
      <table>
        <caption${labelLang}>${title}: ${words.valuesOf(
          days.length,
          longest.points.length,
        )}</caption>
    <thead><tr><th scope="col"${labelLang}>${words.day}</th>${lines.map(({ symbol }) =>
      html`<th scope="col">${symbol}</th>`
    )}</tr></thead>
    <tbody>${rows}</tbody></table></div>
  `;
}
