import type { ExecutionResult } from "graphql";

/** Whether a result is the stream of a subscription. */
export function isStream(result: unknown): result is AsyncIterable<ExecutionResult> {
  return typeof result === "object" && result !== null && Symbol.asyncIterator in result;
}
