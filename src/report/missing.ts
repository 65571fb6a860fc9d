import { listedGaps } from "../../protocol/research/report/gaps-of.ts";
import { type Html, html } from "./html.ts";
import type { PageWords } from "./page-parts.ts";
import type { ReportData } from "./report-data.ts";

/** Numbers of the text that no proven figure supports, each with its sentence. */
export function notSupported({ report }: ReportData, { words, label }: PageWords): Html {
  if (report.unsupported.length === 0) return html``;
  const items = report.unsupported.map(({ section, number, sentence }) => {
    const place = section === null
      ? label(words.summary)
      : html`${report.sections[section]?.title ?? ""}`;
    return html`<li><b>${number}</b> <q>${asText(sentence)}</q> <small>${place}</small></li>`;
  });
  return html`
    <section class="missing" aria-labelledby="unsupported">
      <h2 id="unsupported">${label(words.notSupported)}</h2>
      <p>${label(words.notSupportedMeans)}</p>
      <ul>${items}</ul>
    </section>
  `;
}

/** A sentence without the bars of a Markdown table, whose row may stand for one. */
const asText = (sentence: string) =>
  sentence.trim().replace(/^\||\|$/g, "").trim().replaceAll(/\s*\|\s*/g, " · ");

/** What the check found missing, and the phases that ended without an outcome. */
export function missing(data: ReportData, { words, label, message }: PageWords): Html {
  const gaps = listedGaps(data).map(({ kind, subject, message: why }) =>
    html`<li><b>${label(words.gapOf[kind])}: ${subject}</b> ${message(why)}</li>`
  );
  const phases = data.missing.map(({ name, status, failure }) =>
    html`<li><b>${
      status === "FAILED" && html`
        ${label(words.phaseFailed)}:
      `
    }${name}</b> ${failure ? message(failure.message) : label(words.phaseStopped)}</li>`
  );
  const items = [...gaps, ...phases];
  if (items.length === 0) return html``;
  return html`
    <section class="missing" aria-labelledby="missing">
      <h2 id="missing">${label(words.missing)}</h2>
      <ul>${items}</ul>
    </section>
  `;
}
