import { GraphQLError } from "graphql";
import type { ValidationIssue } from "../protocol/user-error.ts";

/** Codes of errors that are no members of a result union. Clients branch on them: values may be added. */
export const errorCodes = [
  "BAD_CURSOR",
  "BAD_USER_INPUT",
  "CURSOR_EXPIRED",
  "FORBIDDEN",
  "INTERNAL_SERVER_ERROR",
  "NOT_FOUND",
  "OPERATION_TOO_COSTLY",
  "SHUTTING_DOWN",
  "TOO_MANY_SUBSCRIPTIONS",
  "UNAVAILABLE",
] as const;
/** One of `errorCodes`. */
export type ErrorCode = (typeof errorCodes)[number];

/** An error fit to be shown. `retryable`: the same request may succeed later. */
export function graphError(
  code: ErrorCode,
  message: string,
  more: { retryable?: boolean; issues?: ValidationIssue[] } = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, retryable: false, ...more } });
}

/** BAD_USER_INPUT over these issues; the message names each. */
export function badInput(issues: ValidationIssue[]): GraphQLError {
  const words = issues.map((i) => `${i.path.join(".")}: ${i.message}`).join(" ");
  return graphError("BAD_USER_INPUT", words, { issues });
}

/** For links that the schema promises: what is gone here is a fault of ours. */
export async function present<T>(what: string, found: Promise<T | null>): Promise<T> {
  const value = await found;
  if (value === null) throw new Error(`A ${what} that is pointed at is missing.`);
  return value;
}
