import { isEmulated } from "../../protocol/budget/emulated.ts";
import { type Html, html } from "./html.ts";
import type { PageWords } from "./page-parts.ts";
import type { ReportData } from "./report-data.ts";

/** The run, what it used and cost, and who wrote the report. */
export function foot({ run, usage }: ReportData, page: PageWords): Html {
  const { words } = page;
  const used = [
    words.modelCalls(usage.modelCalls),
    words.toolCalls(usage.toolCalls),
    costText(isEmulated(run.provider), usage.cost, page),
  ].filter((text) => text !== null);
  const author = isEmulated(run.provider) ? words.byEmulator : words.byModel;
  return html`
    <footer${page.labelLang}>
      <p>${words.generatedIn} <code>${run.id}</code>: ${used.join(", ")}.</p>
      <p>${author} ${words.noAdvice}</p>
      </footer>
  `;
}

function costText(
  emulated: boolean,
  cost: ReportData["usage"]["cost"],
  { words, formats }: PageWords,
): string | null {
  const amount = cost && formats.amount(cost.nanos / 1e9, cost.currency);
  if (!emulated) return amount;
  return cost && cost.nanos > 0 ? words.nothingPaid(amount ?? "") : words.noCost;
}
