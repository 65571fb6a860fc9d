import { cost, count } from "../../../ui/format.ts";
import { durationWords } from "../../../ui/iso-duration.ts";
import type { Run } from "../report/report-types.ts";

/** The limits of a run in words; null: it has none. */
export function budgetText(
  { cost: money, modelCalls, toolCalls, tokens, wallTime }: Run["budget"],
) {
  const limits = [
    money && (money.currency === "USD" ? cost(money.amount) : `${money.amount} ${money.currency}`),
    modelCalls !== null && `${count(modelCalls)} model calls`,
    toolCalls !== null && `${count(toolCalls)} tool calls`,
    tokens !== null && `${count(tokens)} tokens`,
    wallTime !== null && durationWords(wallTime),
  ].filter((limit) => typeof limit === "string");
  return limits.length > 0 ? `at most ${limits.join(", ")}` : null;
}
