import type { Verification } from "../../protocol/research/phase.ts";
import type { ReportWords } from "../../protocol/research/report/report-words.ts";
import { type Html, html } from "./html.ts";
import type { PageWords } from "./page-parts.ts";

/** What check and verifier say together. */
export type VerdictKind =
  | "verified"
  | "notVerified"
  | "checkFailed"
  | "verifierFailed"
  | "bothFailed";

/** The kind of a verdict; null: no verifier has read the report. */
export function verdictKind(verdict: Verification | null): VerdictKind & keyof ReportWords {
  if (!verdict) return "notVerified";
  if (verdict.passed) return "verified";
  if (verdict.accepted) return "checkFailed";
  return verdict.gaps.length > 0 ? "bothFailed" : "verifierFailed";
}

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
