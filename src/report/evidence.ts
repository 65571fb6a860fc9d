import type { ToolCallRecord } from "../../protocol/conversation/records.ts";
import type { Citation, Metric } from "../../protocol/research/phase.ts";
import { isShortened, quotedText } from "../../protocol/research/report/evidence-text.ts";
import { argumentWords } from "../../protocol/research/report/argument-words.ts";
import { type Html, html } from "./html.ts";
import type { PageWords } from "./page-parts.ts";
import type { ReportData } from "./report-data.ts";

/** What shows that a figure is proven, or why it is not. */
export function evidenceReason(metric: Metric, page: PageWords): Html {
  const { evidence, quoted, derivation, problem } = metric;
  const { words, formats, label, message } = page;
  if (evidence === "NONE") {
    return problem === null ? html`` : html`
      <small>${message(problem)}</small>
    `;
  }
  if (derivation) {
    return html`
      <small>${label(words.formula)} <code>${derivation.formula}</code></small>
    `;
  }
  const shortened = quoted !== null &&
    (evidence === "ROUNDED" || isShortened(metric.value, formats));
  if (!shortened) return html``;
  return html`
    <small>${label(words.resultSays)} ${quotedText(quoted, formats)}</small>
  `;
}

/** The tool call that gave a figure, with arguments and place; of a derived figure, of each value in its formula. */
export function givenBy(metric: Metric, tools: ReportData["tools"], page: PageWords): Html {
  const { derivation, toolCallId, pointer } = metric;
  if (derivation && derivation.inputs.length > 0) {
    return html`<ul class="inputs">${
      derivation.inputs.map((input) =>
        html`<li><b>${input.name}</b> = ${quotedText(input.quoted, page.formats)} ${
          origin(input, tools, page)
        }</li>`
      )
    }</ul>`;
  }
  if (toolCallId === null) return html`<em>${page.label(page.words.noCall)}</em>`;
  return origin({ toolCallId, pointer }, tools, page);
}

type Cited = Pick<Citation, "toolCallId"> & { pointer: string | null };

function origin({ toolCallId, pointer }: Cited, tools: ReportData["tools"], page: PageWords): Html {
  const call = tools.get(toolCallId);
  const place = pointer !== null &&
    html`
      <small>${page.label(page.words.at)} <code>${pointer || "/"}</code></small>
    `;
  return html`${call ? toolName(call) : html`<code>${toolCallId}</code>`}${place}`;
}

function toolName({ server, name, arguments: args }: ToolCallRecord): Html {
  const given = argumentWords(args);
  return html`<code>${server}.${name}</code>${
    given && html`
      <small>${given}</small>
    `
  }`;
}
