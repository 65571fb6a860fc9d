import type { CallToolResult } from "@modelcontextprotocol/server";
import { RequestError, StreamError } from "../../clients/client/errors.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { BridgeError, type Failure, failureOf } from "../failure.ts";

/** Key in the `_meta` of a failed result: a code for clients, and after how many seconds a repeated call may succeed. */
export const failureKey = "tramontane/failure";

/** A text for the model, and the same as data. */
export function textResult(text: string, structuredContent: Record<string, unknown>) {
  return { content: [{ type: "text" as const, text }], structuredContent };
}

/** A failed call: the model reads what is wrong and what it can do. */
export function failedResult(
  { code, message, retryAfterS }: Omit<Failure, "status">,
  structuredContent?: Record<string, unknown>,
): CallToolResult {
  const wait = retryAfterS === undefined ? "" : ` Try again after ${retryAfterS} s.`;
  return {
    isError: true,
    content: [{ type: "text", text: `${message}${wait} (${code})` }],
    ...(structuredContent && { structuredContent }),
    _meta: { [failureKey]: { code, retryAfterS: retryAfterS ?? null } },
  };
}

/** What a tool answers when an operation was refused or failed. */
export const errorResult = (error: unknown, log: Logger): CallToolResult =>
  failedResult(reportedFailure(error, log));

/** The failure that an error is. One that is no answer of the operations is a fault of this code, and logged. */
export function reportedFailure(error: unknown, log: Logger): Failure {
  const failure = failureOf(error);
  const isKnown = error instanceof BridgeError || error instanceof RequestError ||
    error instanceof StreamError;
  if (!isKnown) log.error("bridges.mcp_call_failed", errorFields(error));
  return failure;
}
