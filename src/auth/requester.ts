import type { Principal } from "../../protocol/auth/principal.ts";
import { bearerOf } from "../../protocol/net/bearer.ts";
import { TooManyAttempts } from "./limited-attempts.ts";
import { problem } from "../http/problem.ts";
import { refuseTokenInUrl, ticketOf } from "./url-credentials.ts";
import { AuthenticationUnavailable, type Authenticator, Unauthenticated } from "./authenticator.ts";

/** Who makes an operation, and what it says about it. One per request, or per WebSocket. */
export interface Requester {
  principal: Principal;
  /** Why it reads what is not its own; null: it gives no reason. */
  reason: string | null;
  /** Address of the peer, for the audit; null: unknown. */
  address: string | null;
}

/** Header, and field of a WebSocket's `connection_init`, with the reason of a read that is audited. */
export const reasonHeader = "x-access-reason";
const reasonLength = 500;
const controls = /\p{Cc}/gu;

/** The reason as it is stored: trimmed, short, and without control characters, of which the database refuses NUL. */
export function readReason(given: unknown): string | null {
  const text = typeof given === "string" ? given.replace(controls, " ").trim() : "";
  return text === "" ? null : text.slice(0, reasonLength).toWellFormed();
}

/** Header with the id that a client or proxy gives a request; it is recorded in the audit. */
export const requestIdHeader = "x-request-id";

/** The request's id; null for none, or one that is no plain text of at most 128 characters. */
export function readRequestId(headers: Headers): string | null {
  const id = headers.get(requestIdHeader);
  return id !== null && /^[\w.:/+=-]{1,128}$/.test(id) ? id : null;
}

/** The requester of an HTTP request, or the 401 or 503 that refuses it. */
export async function requesterOf(
  request: Request,
  authenticator: Authenticator,
  address: string | null,
): Promise<Requester | Response> {
  const { headers } = request;
  const fromUrl = authenticator.mode === "LOCAL"
    ? null
    : refuseTokenInUrl(request) ?? ticketOf(request);
  if (fromUrl instanceof Response) return fromUrl;
  try {
    const token = fromUrl ?? bearerOf(headers.get("authorization"));
    const principal = await authenticator.authenticate({ token, address });
    return { principal, reason: readReason(headers.get(reasonHeader)), address };
  } catch (error) {
    if (error instanceof TooManyAttempts) return tooManyAttempts(error);
    if (error instanceof Unauthenticated) return unauthenticated(error);
    if (error instanceof AuthenticationUnavailable) {
      return problem(503, "UNAVAILABLE", error.message, { "retry-after": "1" });
    }
    throw error;
  }
}

function tooManyAttempts({ message, retryAfterMs }: TooManyAttempts): Response {
  return problem(429, "RATE_LIMITED", message, {
    "retry-after": `${Math.ceil(retryAfterMs / 1_000)}`,
    "cache-control": "no-store",
  });
}

function unauthenticated({ message }: Unauthenticated): Response {
  return problem(401, "UNAUTHENTICATED", message, {
    "www-authenticate": "Bearer",
    "cache-control": "no-store",
  });
}
