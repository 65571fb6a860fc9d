import { createHash } from "node:crypto";
import { reportWarnings } from "../../protocol/research/report-markdown.ts";
import { chartsOf } from "./charts.ts";
import { foot } from "./foot.ts";
import { type Html, html, trusted } from "./html.ts";
import { markdownHtml } from "./markdown.ts";
import { metricTable } from "./metric-table.ts";
import { missing, notSupported } from "./missing.ts";
import style from "./page.css" with { type: "text" };
import { directionOf, type PageWords, pageWords } from "./page-parts.ts";
import { readableProse } from "./readable-prose.ts";
import type { ReportData } from "./report-data.ts";
import { followUps, sources } from "./sources.ts";
import { verdictBadge } from "./verdict.ts";

const styleHash = createHash("sha256").update(style).digest("base64");

/** What a browser may do with the page, wherever it is opened: apply its own style, and nothing else. */
export const reportPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * The report as one HTML file that needs nothing else: no script, no request. Everything that a model wrote is escaped.
 */
export function reportPage(data: ReportData): string {
  const { report, run } = data;
  const page = pageWords(run.language);
  const prose = readableProse(report.metrics, page.formats);
  return html`
    <!doctype html>
    <html lang="${run.language}" dir="${directionOf(run.language)}">
      <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="${reportPolicy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>${report.title}</title>
        <style>${trusted(style)}</style>
      </head>
      <body>
    ${skipLink(data, page)}
    ${warnings(data, page)}
    <main>
    ${head(data, page, prose)}
    ${chartsOf(report.series, page)}
    ${report.sections.map(({ title, text }) =>
      html`<section class="text"><h2>${title}</h2>${prose(markdownHtml(text))}</section>`
    )}
    ${metricTable(data, page)}
    <div id="gaps">${notSupported(data, page)}${missing(data, page)}</div>
    ${sources(data, page)}
    ${followUps(data, page)}
    </main>
    ${foot(data, page)}
      </body>
    </html>
  `.html.trim() + "\n";
}

/** A link to the figures for readers who use the keyboard. */
function skipLink({ report }: ReportData, { labelLang, words }: PageWords): Html {
  if (report.metrics.length === 0) return html``;
  return html`
    <a class="skip" href="#figures" ${labelLang}>${words.skip}</a>
  `;
}

function warnings({ run }: ReportData, { labelLang }: PageWords): Html {
  const said = reportWarnings(run);
  return said.length === 0 ? html`` : html`
    <header class="warning" ${labelLang}>
      <p>${said.join(" ")}</p>
    </header>
  `;
}

function head(data: ReportData, page: PageWords, prose: (text: Html) => Html): Html {
  const { report, run, writtenAt, verdict } = data;
  const symbols = run.symbols.map((symbol) =>
    html`
      <span class="symbol">${symbol}</span>
    `
  );
  return html`<header>
<p class="kicker">${page.label(page.words.report)}${symbols}</p>
<h1>${report.title}</h1>
<p class="asked">${run.question}</p>
${verdictBadge(verdict, page)}
<div class="summary"><h2 class="hidden">${page.label(page.words.summary)}</h2>${
    prose(markdownHtml(report.summary))
  }</div>
<p class="dates"><time datetime="${writtenAt.toISOString()}">${
    page.formats.instant(writtenAt)
  }</time></p>
</header>`;
}
