import { budgetExceeded } from "../budget/budget-exceeded.ts";
import type { ToolOutcome } from "./tool-outcome.ts";

/** Outcome of a tool call for which the budget has no room. */
export const budgetUsedUp: ToolOutcome = {
  result: "This call was not made: no tool calls are left. Answer with what you have.",
  output: null,
  failure: budgetExceeded("tool calls"),
};

/** Outcome of a tool call beyond the deployment's limits. */
export const tooManyTools: ToolOutcome = {
  result: "This call was not made: too many tools were called. Answer with what you have.",
  output: null,
  failure: { code: "TOOL_ERROR", message: "Not made: too many tools were called." },
};
