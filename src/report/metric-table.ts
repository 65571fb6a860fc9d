import type { Metric } from "../../protocol/research/phase.ts";
import { evidenceMarks } from "../../protocol/research/report/evidence-text.ts";
import { periodOf } from "../../protocol/research/report/period.ts";
import {
  type MetricGroup,
  metricGroups,
  nameOf,
} from "../../protocol/research/report/unique-metrics.ts";
import { evidenceReason, givenBy } from "./evidence.ts";
import { type Html, html } from "./html.ts";
import type { PageWords } from "./page-parts.ts";
import type { ReportData } from "./report-data.ts";

/**
 * The figures of the report, each once, by symbol, with evidence and origin. The roles are written out, since a phone
 * shows each row as a block, and a browser then no longer takes it for a row.
 */
export function metricTable({ report, tools }: ReportData, page: PageWords): Html {
  const groups = metricGroups(report.metrics);
  if (groups.length === 0) return html``;
  const { words, label } = page;
  const head = (text: string, name = "") =>
    html`
      <th scope="col" role="columnheader" ${name && html`
        class="${name}"
      `}>${label(text)}</th>
    `;
  return html`<section aria-labelledby="figures">
<h2 id="figures" tabindex="-1">${label(words.keyFigures)}</h2>
<table class="figures" role="table" aria-labelledby="figures">
<thead role="rowgroup"><tr role="row">${head(words.figure)}${head(words.value, "number")}${
    head(words.evidence)
  }${head(words.givenBy)}</tr></thead>
${groups.map((group) => groupRows(group, groups.length > 1, tools, page))}
</table>
${legend(report.metrics, page)}
</section>`;
}

function groupRows(
  { symbol, metrics }: MetricGroup,
  several: boolean,
  tools: ReportData["tools"],
  page: PageWords,
): Html {
  const name = symbol === null ? page.label(page.words.general) : html`${symbol}`;
  return html`<tbody role="rowgroup">
${
    several && html`
      <tr class="group" role="row">
        <th scope="rowgroup" role="rowheader" colspan="4">${name}</th>
      </tr>
    `
  }${metrics.map((metric) => metricRow(metric, several, tools, page))}
</tbody>`;
}

function metricRow(
  metric: Metric,
  several: boolean,
  tools: ReportData["tools"],
  page: PageWords,
): Html {
  const { formats, words, label } = page;
  const period = periodOf(metric, formats);
  return html`
    <tr role="row" class="${metric.evidence.toLowerCase()}">
      <th scope="row" role="rowheader">${several ? nameOf(metric) : metric.name}${period &&
        html`
          <small>${period}</small>
        `}</th>
      <td role="cell" class="number">${figureValue(metric, page)}</td>
      <td role="cell"
        class="proof"><span class="evidence">${evidenceMarks[metric.evidence]} ${label(
          words.evidenceOf[metric.evidence],
        )}</span>${evidenceReason(metric, page)}</td>
      <td role="cell" class="origin">${givenBy(metric, tools, page)}</td>
    </tr>
  `;
}

/** A figure as a person writes it, with its exact value in the title. */
export function figureValue({ value, unit }: Metric, { formats }: PageWords): Html {
  const exact = unit ? `${value} ${unit}` : value;
  return html`<data value="${value}" title="${exact}">${formats.figure(value, unit)}</data>`;
}

/** What the kinds of evidence mean, as far as they occur. */
function legend(metrics: readonly Metric[], { words, label }: PageWords): Html {
  const kinds = (["EXACT", "ROUNDED", "DERIVED", "NONE"] as const)
    .filter((kind) => metrics.some(({ evidence }) => evidence === kind));
  return html`<ul class="kinds">${
    kinds.map((kind) =>
      html`<li class="${kind.toLowerCase()}"><span class="evidence">${evidenceMarks[kind]} ${
        label(words.evidenceOf[kind])
      }</span> ${label(words.evidenceMeans[kind])}</li>`
    )
  }</ul>`;
}
