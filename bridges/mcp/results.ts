import type { CallToolResult } from "@modelcontextprotocol/server";
import { type Failure, failureOf } from "../failure.ts";

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
export const errorResult = (error: unknown): CallToolResult => failedResult(failureOf(error));
