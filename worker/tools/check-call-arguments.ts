import { inexactNumber } from "../../protocol/json/exact-json.ts";
import { type ClassifiedAnswer, final } from "./classify-answer.ts";
import { failedOutcome } from "./tool-result.ts";

/**
 * Why a tool cannot be called with these arguments; null if it can. Arguments are a text if they are not JSON or if a
 * number in them would change.
 */
export function refusedArguments(args: unknown): ClassifiedAnswer | null {
  if (typeof args === "object" && args !== null && !Array.isArray(args)) return null;
  const number = typeof args === "string" ? inexactNumber(args) : null;
  const message = number === null
    ? "The arguments are not a JSON object. Write them again."
    : `The tool was not called: the number ${
      number.slice(0, 100)
    } in the arguments cannot be passed on exactly. ` +
      "Write it as a text if the tool takes one, else with fewer digits.";
  return final(failedOutcome("TOOL_ERROR", message));
}
