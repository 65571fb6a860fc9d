import type { Principal } from "../../protocol/auth/principal.ts";
import { graphError } from "../../schema/errors.ts";
import type { Revocations } from "./revocations.ts";

/**
 * Why a principal may no longer have its stream or socket:
 * - `EXPIRED`: the credential has ended.
 * - `REVOKED`: the credential, its subject or its tenant was revoked.
 * - `NARROWED`: the socket was renewed with a token that may do less.
 * - `UNSHARED`: the object is no longer shared with the principal.
 * - `UNVERIFIABLE`: the list of revocations cannot be read.
 */
export type EndReason = "EXPIRED" | "REVOKED" | "NARROWED" | "UNSHARED" | "UNVERIFIABLE";

/** What an open stream is checked against. */
export type RevocationChecks = Pick<Revocations, "isRevoked" | "healthy">;

/** Why the streams of a principal have to end at a time (ms since 1970); null while they may stay. */
export function reasonToEnd(
  principal: Principal,
  checks: RevocationChecks,
  now: number,
): EndReason | null {
  if (principal.kind === "LOCAL") return null;
  if (principal.expiresAt !== null && principal.expiresAt.getTime() <= now) return "EXPIRED";
  if (!checks.healthy()) return "UNVERIFIABLE";
  return checks.isRevoked(principal) ? "REVOKED" : null;
}

/** The error with which a stream ends. `retryable`: it can be resumed after the last cursor. */
export function endError(reason: EndReason): ReturnType<typeof graphError> {
  const { code, message, retryable } = ends[reason];
  return graphError(code, message, { retryable });
}

/** How a socket is closed. 4403: a fresh token may be accepted; 1013: the same one, later. */
export function endClose(reason: EndReason): { code: number; reason: string } {
  return { code: reason === "UNVERIFIABLE" ? 1013 : 4403, reason: ends[reason].message };
}

const ends = {
  EXPIRED: {
    code: "UNAUTHENTICATED",
    message: "The token has expired. Resume with a fresh one.",
    retryable: true,
  },
  REVOKED: { code: "UNAUTHENTICATED", message: "Access was revoked.", retryable: false },
  NARROWED: {
    code: "UNAUTHENTICATED",
    message: "The renewed token allows less. Subscribe again after the last cursor.",
    retryable: true,
  },
  UNSHARED: {
    code: "NOT_FOUND",
    message: "This principal may no longer read this stream.",
    retryable: false,
  },
  UNVERIFIABLE: {
    code: "UNAVAILABLE",
    message: "Revocations cannot be read. Try again.",
    retryable: true,
  },
} as const;
