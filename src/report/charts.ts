import { drawChart, swatch } from "../../protocol/research/report/chart/draw-chart.ts";
import {
  type ReportCharts,
  reportCharts,
  type SymbolChart,
  type TitledChart,
} from "../../protocol/research/report/chart/report-charts.ts";
import type { Series } from "../../protocol/research/phase.ts";
import { chartTable } from "./chart-table.ts";
import { type Html, html } from "./html.ts";
import type { PageWords } from "./page-parts.ts";
import { svgHtml } from "./svg-html.ts";

/** The charts of the report's series. */
export function chartsOf(series: readonly Series[], page: PageWords): Html {
  const { label, words, formats } = page;
  const { comparison, symbols, beyond } = reportCharts(series, words, formats);
  if (symbols.length === 0) return html``;
  return html`<section class="charts" aria-labelledby="charts">
<h2 id="charts">${label(words.charts)}</h2>
${comparison && compared(comparison, page)}
<div class="${symbols.length > 1 ? "several" : "one"}">
${symbols.map((one) => alone(one, page))}
</div>
${beyond.length > 0 && html`<p>${label(words.notDrawn(beyond.join(", ")))}</p>`}
</section>`;
}

function compared(
  comparison: NonNullable<ReportCharts["comparison"]>,
  page: PageWords,
): Html {
  const keys = comparison.keys.map(({ symbol, look, change }) =>
    html`<li>${svgHtml(swatch(look))}<b>${symbol}</b> ${change}</li>`
  );
  return html`<figure class="wide">
<figcaption><span>${
    page.label(page.words.changeSince)
  } <small>${comparison.span}</small></span><ul class="legend">${keys}</ul></figcaption>
${drawing(comparison, page)}
</figure>`;
}

function alone(one: SymbolChart, page: PageWords): Html {
  const { symbol, look, newest, change, span } = one;
  return html`<figure>
<figcaption><span>${svgHtml(swatch(look))}<b>${symbol}</b> ${
    page.label(page.words.closingPrices)
  } <small>${span}</small></span>
<span class="last"><b>${newest}</b>${
    change && html`
      <small class="${change.isLess ? "down" : "up"}">${change.text}</small>
    `
  }</span></figcaption>
${drawing(one, page)}
</figure>`;
}

function drawing({ chart, sizes }: TitledChart, page: PageWords): Html {
  const drawn = sizes.flatMap((size) => drawChart(chart, size, page.formats) ?? []);
  return html`${drawn.map(svgHtml)}
${chartTable(chart, page)}`;
}
