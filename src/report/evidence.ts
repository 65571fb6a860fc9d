import type { Derivation, Metric } from "../../protocol/research/phase.ts";
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

/** The tool call that gave a figure, with arguments and place; of a derived figure, those of the values in its formula. */
export function givenBy(metric: Metric, tools: ReportData["tools"], page: PageWords): Html {
  const { derivation, toolCallId, pointer } = metric;
  if (derivation && derivation.inputs.length > 0) return inputsOf(derivation.inputs, tools, page);
  if (toolCallId === null) return html`<em>${page.label(page.words.noCall)}</em>`;
  return html`${toolName(toolCallId, tools)}${pointer !== null && place(pointer, page)}`;
}

/** Values of a formula, after the call that gave them. */
function inputsOf(
  inputs: Derivation["inputs"],
  tools: ReportData["tools"],
  page: PageWords,
): Html {
  const calls = [...Map.groupBy(inputs, ({ toolCallId }) => toolCallId)];
  return html`${
    calls.map(([id, given]) =>
      html`${toolName(id, tools)}<ul class="inputs">${
        given.map(({ name, quoted, pointer }) =>
          html`<li><b>${name}</b> = ${quotedText(quoted, page.formats)}${place(pointer, page)}</li>`
        )
      }</ul>`
    )
  }`;
}

const place = (pointer: string, { label, words }: PageWords) =>
  html`
    <small>${label(words.at)} <code>${breakable(pointer || "/")}</code></small>
  `;

function toolName(id: string, tools: ReportData["tools"]): Html {
  const call = tools.get(id);
  if (!call) return html`<code>${id}</code>`;
  const given = argumentWords(call.arguments);
  return html`<code>${breakable(`${call.server}.${call.name}`)}</code>${
    given && html`
      <small>${given}</small>
    `
  }`;
}

/** A name whose line may break between its words only. */
const breakable = (name: string) =>
  html`${name.split(/(?<=[._/])/).map((part) => html`${part}<wbr>`)}`;
