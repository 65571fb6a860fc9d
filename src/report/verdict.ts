import type { Verification } from "../../protocol/research/phase.ts";
import { verdictKind } from "../../protocol/research/report/verdict-kind.ts";
import { type Html, html } from "./html.ts";
import type { PageWords } from "./page-parts.ts";

/** The badge of a report: green only if both passed. It links what the check found missing. */
export function verdictBadge(verdict: Verification | null, page: PageWords): Html {
  const kind = verdictKind(verdict);
  const look = kind === "verified" ? "passed" : kind === "notVerified" ? "open" : "failed";
  const issues = verdict?.passed === false ? verdict.issues : [];
  return html`<div class="verdict ${look}">
<p>${page.label(page.words[kind])}${
    (kind === "checkFailed" || kind === "bothFailed") && html`
      <a href="#gaps">${page.label(page.words.missing)}</a>
    `
  }</p>
${
    issues.length > 0 && html`
      <p>${page.label(`${page.words.issues}:`)}</p>
      <ul>${issues.map(({ claim, problem }) => html`<li><q>${claim}</q> ${problem}</li>`)}</ul>
    `
  }</div>`;
}
