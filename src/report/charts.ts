import type { Series } from "../../protocol/research/phase.ts";
import { type Chart, drawChart, rangeOf, type Size } from "./chart.ts";
import { chartTable } from "./chart-table.ts";
import { type Html, html } from "./html.ts";
import { changeOf, changesOf, type Line, linesOf } from "./lines.ts";
import type { PageWords } from "./page-parts.ts";

/** A wide chart is drawn twice, for a screen and for a phone: one drawing would be too small there to be read. */
const wide: readonly Size[] = [
  { name: "large", width: 760, height: 280 },
  { name: "small", width: 360, height: 230 },
];
const half: readonly Size[] = [{ name: "half", width: 360, height: 210 }];

/** The charts of the report's series: their comparison, where there are several, and each alone. */
export function chartsOf(series: readonly Series[], page: PageWords): Html {
  const { lines, beyond } = linesOf(series);
  const changes = lines.length > 1 ? changesOf(lines) : [];
  if (lines.length === 0) return html``;
  const { label, words } = page;
  return html`<section class="charts" aria-labelledby="charts">
<h2 id="charts">${label(words.charts)}</h2>
${changes.length > 1 && comparison(changes, lines, page)}
<div class="${lines.length > 1 ? "several" : "one"}">
${lines.map((line, i) => alone(line, i, lines.length > 1 ? half : wide, page))}
</div>
${beyond.length > 0 && html`<p>${label(words.notDrawn(beyond.join(", ")))}</p>`}
</section>`;
}

function comparison(changes: readonly Line[], lines: readonly Line[], page: PageWords): Html {
  const { words, formats, label } = page;
  const looks = new Map(lines.map(({ symbol }, i) => [symbol, i]));
  const ends = changes.map(({ symbol, points }) => ({
    symbol,
    change: formats.change(points.at(-1)?.value ?? 0),
  }));
  const keys = ends.map(({ symbol, change }) =>
    html`<li>${swatch(looks.get(symbol) ?? 0)}<b>${symbol}</b> ${change}</li>`
  );
  const chart: Chart = {
    ...{ id: "comparison", title: words.changeSince, unit: "%", lines: changes },
    looks: changes.map(({ symbol }) => looks.get(symbol) ?? 0),
    description: `${spanOf(changes, page)}. ${
      ends.map(({ symbol, change }) => `${symbol} ${change}`).join(", ")
    }`,
  };
  return html`<figure class="wide">
<figcaption><span>${label(words.changeSince)} <small>${
    spanOf(changes, page)
  }</small></span><ul class="legend">${keys}</ul></figcaption>
${wide.map((size) => drawChart(chart, size, formats))}
${chartTable(chart, page)}
</figure>`;
}

function alone(line: Line, look: number, sizes: readonly Size[], page: PageWords): Html {
  const { words, formats, label } = page;
  const { symbol, unit, points } = line;
  const [first, last] = [points[0]?.value ?? 0, points.at(-1)?.value ?? 0];
  const change = changeOf(first, last);
  const [lowest, highest] = rangeOf(points.map(({ value }) => value));
  const amount = (value: number) => formats.amount(value, unit);
  const chart: Chart = {
    id: `chart-${look}`,
    title: `${words.closingPrices}, ${symbol}, ${words.units[unit] ?? unit}`,
    description: `${spanOf([line], page)}. ${words.newest}: ${amount(last)}, ${words.lowest}: ${
      amount(lowest)
    }, ${words.highest}: ${amount(highest)}`,
    ...{ unit, lines: [line], looks: [look] },
  };
  return html`<figure>
<figcaption><span>${swatch(look)}<b>${symbol}</b> ${label(words.closingPrices)} <small>${
    spanOf([line], page)
  }</small></span>
<span class="last"><b>${amount(last)}</b>${
    change !== null && html`
      <small class="${change < 0 ? "down" : "up"}">${formats.change(change)}</small>
    `
  }</span></figcaption>
${sizes.map((size) => drawChart(chart, size, formats))}
${chartTable(chart, page)}
</figure>`;
}

/** A piece of a line as its key. */
const swatch = (look: number) =>
  html`
    <svg class="swatch c${look}" viewBox="0 0 26 6" aria-hidden="true">
      <path class="stroke" d="M1 3L25 3" />
    </svg>
  `;

/** The first and the last day. */
function spanOf(lines: readonly Line[], { formats }: PageWords): string {
  const [from, to] = rangeOf(lines.flatMap(({ points }) => points.map(({ at }) => at)));
  return formats.days(from, to);
}
