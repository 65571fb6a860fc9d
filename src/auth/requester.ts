import type { Principal } from "../../protocol/auth/principal.ts";
import { bearerOf } from "../../protocol/net/bearer.ts";
import { problem } from "../http/problem.ts";
import { type Authenticator, Unauthenticated } from "./authenticator.ts";

/** Who makes an operation, and what it says about it. One per request, or per WebSocket. */
export interface Requester {
  principal: Principal;
  /** Why it reads what is not its own; null: it gives no reason. */
  reason: string | null;
}

/** Header, and field of a WebSocket's `connection_init`, with the reason of a read that is audited. */
export const reasonHeader = "x-access-reason";
const reasonLength = 500;

/** The reason as it is stored: trimmed and short; null for an empty one. */
export function readReason(given: unknown): string | null {
  const text = typeof given === "string" ? given.trim().slice(0, reasonLength) : "";
  return text === "" ? null : text.toWellFormed();
}

/** The requester of an HTTP request, or the 401 that refuses it. */
export async function requesterOf(
  { headers }: Request,
  authenticator: Authenticator,
  address: string | null,
): Promise<Requester | Response> {
  try {
    const token = bearerOf(headers.get("authorization"));
    const principal = await authenticator.authenticate({ token, address });
    return { principal, reason: readReason(headers.get(reasonHeader)) };
  } catch (error) {
    if (error instanceof Unauthenticated) return unauthenticated(error);
    throw error;
  }
}

function unauthenticated({ message }: Unauthenticated): Response {
  return problem(401, "UNAUTHENTICATED", message, {
    "www-authenticate": "Bearer",
    "cache-control": "no-store",
  });
}
