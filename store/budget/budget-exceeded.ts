import type { Failure } from "../../protocol/status.ts";

/** The failure of a turn, or of a tool call, for which the budget has no room. `what`: the limit that is used up. */
export const budgetExceeded = (what: string): Failure => ({
  code: "BUDGET_EXCEEDED",
  message: `The budget is used up: ${what}.`,
});
