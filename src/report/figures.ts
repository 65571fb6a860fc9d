import type { ToolCallRecord } from "../../protocol/conversation/records.ts";
import type { Metric } from "../../protocol/research/phase.ts";
import { periodOf } from "../../protocol/research/report-markdown.ts";
import { drawChart } from "./chart.ts";
import type { ReportData } from "./report-data.ts";
import { type Html, html } from "./html.ts";
import { changesOf, type Line, linesOf } from "./lines.ts";
import type { NumberFormats } from "./number-formats.ts";

/** The charts of the report's series: their comparison, where there are several, and each alone. */
export function chartsOf({ report }: ReportData, formats: NumberFormats): Html {
  const lines = linesOf(report.series);
  const changes = lines.length > 1 ? changesOf(lines) : [];
  if (lines.length === 0) return html``;
  return html`<section class="charts" aria-label="Price charts">
<h2>Price charts</h2>
${changes.length > 1 && comparison(changes, formats)}
<div class="${lines.length > 1 ? "several" : "one"}">
${lines.map((line, i) => alone(line, i, lines.length > 1, formats))}
</div>
</section>`;
}

function comparison(lines: readonly Line[], formats: NumberFormats): Html {
  const title = `Change of ${lines.map(({ symbol }) => symbol).join(", ")} since the first day`;
  const size = { width: 760, height: 280, colour: 0 };
  const keys = lines.map(({ symbol, points }, i) =>
    html`<li class="c${i}"><b>${symbol}</b> ${formats.change(points.at(-1)?.value ?? 0)}</li>`
  );
  return html`<figure class="wide">
<figcaption><span>Change since the first day</span><ul class="legend">${keys}</ul></figcaption>
${drawChart({ ...size, title, lines, label: (v) => formats.tick(v, "%") }, formats)}
</figure>`;
}

function alone(line: Line, colour: number, small: boolean, formats: NumberFormats): Html {
  const { symbol, unit, points } = line;
  const [first, last] = [points[0]?.value ?? 0, points.at(-1)?.value ?? 0];
  const change = first === 0 ? "" : formats.change((last / first - 1) * 100);
  const title = `Closing prices of ${symbol} in ${unit}, the last ${formats.amount(last, unit)}`;
  const size = small ? { width: 380, height: 220 } : { width: 760, height: 300 };
  const label = (value: number) => formats.tick(value, unit);
  return html`<figure>
<figcaption><span class="c${colour}"><b>${symbol}</b> close, ${unit}</span>
<span class="last"><b>${formats.amount(last, unit)}</b> <small class="${
    last < first ? "down" : "up"
  }">${change}</small></span></figcaption>
${drawChart({ ...size, colour, title, lines: [line], label }, formats)}
</figure>`;
}

/** The figures of the report, each with the tool call that returned it. */
export function metricsOf({ report, tools }: ReportData, formats: NumberFormats): Html {
  if (report.metrics.length === 0) return html``;
  const rows = report.metrics.map((metric) => {
    const call = metric.toolCallId === null ? undefined : tools.get(metric.toolCallId);
    return html`
      <tr>
        <th scope="row">${metric.name}</th>
        <td class="number">${valueOf(metric, formats)}</td>
        <td class="period">${periodOf(metric)}</td>
        <td class="origin">${call ? origin(call) : html`<em>the model</em>`}</td>
      </tr>
    `;
  });
  return html`
    <section aria-label="Key figures">
      <h2>Key figures</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col" class="number">Value</th>
              <th scope="col">Period</th>
              <th scope="col">Given by</th>
            </tr>
          </thead>
          <tbody>${rows}</tbody>
        </table>
      </div>
    </section>
  `;
}

function valueOf({ value, unit }: Metric, formats: NumberFormats): Html {
  return html`${formats.decimal(value)}${
    unit && html`
      <small>${unit}</small>
    `
  }`;
}

/** Limit on the shown arguments, UTF-16 units. */
const maxArguments = 120;

function origin({ server, name, arguments: args }: ToolCallRecord): Html {
  const given = Object.entries(typeof args === "object" && args !== null ? args : {})
    .map(([key, value]) => `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
  const shown = given.length > maxArguments ? `${given.slice(0, maxArguments)}…` : given;
  return html`<code>${server}.${name}</code> <small>${shown}</small>`;
}
