import { randomUUID } from "node:crypto";
import { ProtocolError } from "@modelcontextprotocol/client";

/** An unreadable answer; the message says why, as the rest of a sentence that starts with the server. */
export class MalformedAnswerError extends Error {
  override name = "MalformedAnswerError";
}

/** The connection ended before the answer was complete. */
export class LostAnswerError extends Error {
  override name = "LostAnswerError";
}

/** The server answered with an HTTP status other than success. */
export class HttpStatusError extends Error {
  override name = "HttpStatusError";
  readonly status: number;
  /** The value of `Retry-After`, ms; null if it is absent. */
  readonly retryAfterMs: number | null;
  constructor(status: number, retryAfterMs: number | null) {
    super(`HTTP ${status}`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The server does not know the session of this connection, and has not processed the request. */
export class SessionGoneError extends Error {
  override name = "SessionGoneError";
}

/** A random code, so that no server can pretend that its answer was lost. */
const secret = randomUUID();

type CarriedFault = MalformedAnswerError | LostAnswerError;

/** A fault as a JSON-RPC message, which ends a request that waits for a stream. */
export function faultMessage(id: unknown, fault: CarriedFault): Record<string, unknown> {
  const data = { secret, kind: fault.name };
  return { jsonrpc: "2.0", id, error: { code: -32000, message: fault.message, data } };
}

/** The fault in a message of `faultMessage`, or the error itself. */
export function unwrapFault(error: unknown): unknown {
  if (!(error instanceof ProtocolError)) return error;
  const data = Object(error.data) as { secret?: unknown; kind?: unknown };
  if (data.secret !== secret) return error;
  return data.kind === "LostAnswerError"
    ? new LostAnswerError(error.message)
    : new MalformedAnswerError(error.message);
}
