import { createHash } from "node:crypto";
import { reportWarnings } from "../../protocol/research/report-markdown.ts";
import type { Source } from "../../protocol/research/phase.ts";
import type { ReportData } from "./report-data.ts";
import { chartsOf, metricsOf } from "./figures.ts";
import { type Html, html, trusted } from "./html.ts";
import { isWeb, markdownHtml } from "./markdown.ts";
import style from "./page.css" with { type: "text" };
import { type NumberFormats, numberFormats } from "./number-formats.ts";

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
  const formats = numberFormats(run.language);
  return html`
    <!doctype html>
    <html lang="${run.language}">
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
    ${warnings(data)}
    <main>
    ${head(data, formats)}
    ${chartsOf(data, formats)}
    ${report.sections.map(({ title, text }) =>
      html`<section class="text"><h2>${title}</h2>${markdownHtml(text)}</section>`
    )}
    ${metricsOf(data, formats)}
    ${sources(data)}
    ${followUps(data)}
    ${missing(data)}
    </main>
    ${foot(data, formats)}
      </body>
    </html>
  `.html.trim() + "\n";
}

function warnings({ run }: ReportData): Html {
  const said = reportWarnings(run);
  return said.length === 0 ? html`` : html`<p class="warning" role="note">${said.join(" ")}</p>`;
}

function head(data: ReportData, formats: NumberFormats): Html {
  const { report, run, writtenAt } = data;
  return html`<header>
<p class="kicker">Research report${
    run.symbols.map((s) =>
      html`
        <span class="symbol">${s}</span>
      `
    )
  }</p>
<h1>${report.title}</h1>
<p class="asked">${run.question}</p>
${verdict(data)}
<div class="summary">${markdownHtml(report.summary)}</div>
<p class="dates"><time datetime="${writtenAt.toISOString()}">${
    formats.instant(writtenAt)
  }</time></p>
</header>`;
}

function verdict({ verdict }: ReportData): Html {
  if (!verdict) return html`<p class="verdict open">Not verified.</p>`;
  if (verdict.passed) {
    return html`<p class="verdict passed">Verified: the verifier found no issues.</p>`;
  }
  const issues = verdict.issues.map(({ claim, problem }) =>
    html`<li><q>${claim}</q> ${problem}</li>`
  );
  return html`
    <div class="verdict failed">
      <p>The verifier found issues in this report.</p>
      <ul>${issues}</ul>
    </div>
  `;
}

function sources({ report, searches }: ReportData): Html {
  if (report.sources.length === 0) return html``;
  const items = report.sources.map((source) => {
    const search = source.phaseId === null ? undefined : searches.get(source.phaseId);
    return html`<li>${sourceLink(source)}${
      search !== undefined && html`
        <small>found by <q>${search}</q></small>
      `
    }</li>`;
  });
  return html`
    <section class="sources" aria-label="Sources">
      <h2>Sources</h2>
      <ol>${items}</ol>
    </section>
  `;
}

function sourceLink({ title, url }: Source): Html {
  if (url === null || !isWeb(url)) return html`${title}`;
  return html`<a href="${url}" rel="noopener noreferrer">${title}</a> <span class="host">${
    new URL(url).hostname
  }</span>`;
}

function followUps({ report: { followUps } }: ReportData): Html {
  if (followUps.length === 0) return html``;
  return html`
    <section aria-label="Follow-up questions">
      <h2>Follow-up questions</h2>
      <ul>${followUps.map((question) => html`<li>${question}</li>`)}</ul>
    </section>
  `;
}

function missing({ missing }: ReportData): Html {
  if (missing.length === 0) return html``;
  const items = missing.map(({ name, failure }) =>
    html`<li><b>${name}</b>: ${failure?.message ?? "It was stopped."}</li>`
  );
  return html`
    <section class="missing" aria-label="Missing results">
      <h2>Missing results</h2>
      <ul>${items}</ul>
    </section>
  `;
}

function foot({ run, usage }: ReportData, formats: NumberFormats): Html {
  const { cost, modelCalls, toolCalls } = usage;
  const paid = cost && formats.amount(cost.nanos / 1e9, cost.currency);
  const made = `${modelCalls} model calls, ${toolCalls} tool calls${paid ? `, ${paid}` : ""}`;
  const author = run.provider.startsWith("emulator") ? "an emulator" : "an AI model";
  return html`
    <footer>
      <p>Generated by Tramontane in research run <code>${run.id}</code>: ${made}.</p>
      <p>Written by ${author}. This is not investment advice.</p>
    </footer>
  `;
}
