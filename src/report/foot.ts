import { isEmulated } from "../../protocol/budget/emulated.ts";
import { type Html, html } from "./html.ts";
import type { PageWords } from "./page-parts.ts";
import type { ReportData } from "./report-data.ts";

type Usage = NonNullable<ReportData["usage"]>;

/** The run, what it used and cost if that may be shown, and who wrote the report. */
export function foot({ run, usage }: ReportData, page: PageWords): Html {
  const { words } = page;
  const used = usage === null ? "" : `: ${usedText(isEmulated(run.provider), usage, page)}`;
  const author = isEmulated(run.provider) ? words.byEmulator : words.byModel;
  return html`
    <footer${page.labelLang}>
      <p>${words.generatedIn} <code>${run.id}</code>${used}.</p>
      <p>${author} ${words.noAdvice}</p>
      </footer>
  `;
}

function usedText(
  emulated: boolean,
  { modelCalls, toolCalls, cost }: Usage,
  page: PageWords,
): string {
  const { words } = page;
  return [
    words.modelCalls(modelCalls),
    words.toolCalls(toolCalls),
    costText(emulated, cost, page),
  ].filter((text) => text !== null).join(", ");
}

function costText(
  emulated: boolean,
  cost: Usage["cost"],
  { words, formats }: PageWords,
): string | null {
  const amount = cost && formats.amount(cost.nanos / 1e9, cost.currency);
  if (!emulated) return amount;
  return cost && cost.nanos > 0 ? words.nothingPaid(amount ?? "") : words.noCost;
}
