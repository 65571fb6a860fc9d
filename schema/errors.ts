import { GraphQLError } from "graphql";
import type { ValidationIssue } from "../protocol/user-error.ts";

/** Codes of errors that are not members of a result union. Clients branch on them. Values may be added. */
export const errorCodes = [
  "BAD_CURSOR",
  "BAD_USER_INPUT",
  "CURSOR_EXPIRED",
  "FORBIDDEN",
  "INTERNAL_SERVER_ERROR",
  "NOT_FOUND",
  "OPERATION_TOO_COSTLY",
  "RATE_LIMITED",
  "SHUTTING_DOWN",
  "TOO_MANY_SUBSCRIPTIONS",
  "UNAUTHENTICATED",
  "UNAVAILABLE",
] as const;
/** One of `errorCodes`. */
export type ErrorCode = (typeof errorCodes)[number];

/** An error that a client may show. `retryable`: the same request may succeed later. */
export function graphError(
  code: ErrorCode,
  message: string,
  more: { retryable?: boolean; issues?: ValidationIssue[]; retryAfterMs?: number } = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, retryable: false, ...more } });
}

/** A BAD_USER_INPUT error that names each issue. */
export function badInput(issues: ValidationIssue[]): GraphQLError {
  const text = issues.map((i) => `${i.path.join(".")}: ${i.message}`).join(" ");
  return graphError("BAD_USER_INPUT", text, { issues });
}

/**
 * Resolves a link that cannot be null. A missing record is a fault of this service, unless `reads` show only a part of
 * the tenant.
 */
export async function requireRecord<T>(
  what: string,
  found: Promise<T | null>,
  reads?: { isLimited: boolean },
): Promise<T> {
  const value = await found;
  if (value !== null) return value;
  if (reads?.isLimited) {
    throw graphError("FORBIDDEN", `These credentials do not permit to read this ${what}.`);
  }
  throw new Error(`A record refers to a ${what} that does not exist.`);
}
