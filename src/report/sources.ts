import type { Source } from "../../protocol/research/phase.ts";
import { type Html, html } from "./html.ts";
import { isWeb } from "./markdown.ts";
import type { PageWords } from "./page-parts.ts";
import type { ReportData } from "./report-data.ts";

/** The sources of the report, each with the search that found it. */
export function sources({ report, searches }: ReportData, { words, label }: PageWords): Html {
  if (report.sources.length === 0) return html``;
  const items = report.sources.map((source) => {
    const search = source.phaseId === null ? undefined : searches.get(source.phaseId);
    return html`<li>${sourceLink(source)}${
      search !== undefined && html`
        <small>${label(words.foundBy)} <q>${search}</q></small>
      `
    }</li>`;
  });
  return html`
    <section class="sources" aria-labelledby="sources">
      <h2 id="sources">${label(words.sources)}</h2>
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

/** Suggested questions. */
export function followUps(
  { report: { followUps } }: ReportData,
  { words, label }: PageWords,
): Html {
  if (followUps.length === 0) return html``;
  return html`
    <section aria-labelledby="follow-ups">
      <h2 id="follow-ups">${label(words.followUps)}</h2>
      <ul>${followUps.map((question) => html`<li>${question}</li>`)}</ul>
    </section>
  `;
}
