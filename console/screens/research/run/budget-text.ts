import { cost, count } from "../../../ui/format.ts";
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
    wallTime !== null && timeText(wallTime),
  ].filter((limit) => typeof limit === "string");
  return limits.length > 0 ? `at most ${limits.join(", ")}` : null;
}

const units: Readonly<Record<string, string>> = { D: "d", H: "h", M: "min", S: "s" };

/** An ISO 8601 duration of days, hours, minutes and seconds, such as `PT1H30M`, in words. */
const timeText = (iso: string) =>
  [...iso.matchAll(/(\d+(?:\.\d+)?)([DHMS])/g)].map(([, n, unit]) => `${n} ${units[unit ?? ""]}`)
    .join(" ");
