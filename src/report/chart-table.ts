import { chartValues } from "../../protocol/research/report/chart/chart-values.ts";
import type { Chart } from "../../protocol/research/report/chart/draw-chart.ts";
import { type Html, html } from "./html.ts";
import type { PageWords } from "./page-parts.ts";

/** The values of a chart for screen readers. */
export function chartTable(chart: Chart, { words, formats, labelLang }: PageWords): Html {
  const table = chartValues(chart, words, formats);
  if (!table) return html``;
  const rows = table.rows.map(({ day, values }) =>
    html`<tr><th scope="row">${day}</th>${values.map((value) => html`<td>${value}</td>`)}</tr>`
  );
  return html`
    <div class="hidden">
      <table>
        <caption${labelLang}>${table.caption}</caption>
    <thead><tr><th scope="col"${labelLang}>${words.day}</th>${table.symbols.map((symbol) =>
      html`<th scope="col">${symbol}</th>`
    )}</tr></thead>
    <tbody>${rows}</tbody></table></div>
  `;
}
