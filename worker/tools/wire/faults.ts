import { randomUUID } from "node:crypto";
import { ProtocolError } from "@modelcontextprotocol/client";

/** An answer cannot be read; the message says why, as the rest of a sentence that begins with the server. */
export class MalformedAnswerError extends Error {
  override name = "MalformedAnswerError";
}

/** The connection ended before the answer was whole. */
export class LostAnswerError extends Error {
  override name = "LostAnswerError";
}

/** The server answered with an HTTP status that is no success. */
export class HttpStatusError extends Error {
  override name = "HttpStatusError";
  readonly status: number;
  /** What `Retry-After` asks for, ms; null when it is absent. */
  readonly retryAfterMs: number | null;
  constructor(status: number, retryAfterMs: number | null) {
    super(`HTTP ${status}`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The server does not know the session of this connection; it did not look at the request. */
export class SessionGoneError extends Error {
  override name = "SessionGoneError";
}

/** No server can guess it, so none can pretend that its answer was lost. */
const secret = randomUUID();

type CarriedFault = MalformedAnswerError | LostAnswerError;

/** A fault as the JSON-RPC message that ends a request which waits for a stream. */
export function faultMessage(id: unknown, fault: CarriedFault): Record<string, unknown> {
  const data = { secret, kind: fault.name };
  return { jsonrpc: "2.0", id, error: { code: -32000, message: fault.message, data } };
}

/** The fault that `faultMessage` carried, or the error itself. */
export function unwrapFault(error: unknown): unknown {
  if (!(error instanceof ProtocolError)) return error;
  const data = Object(error.data) as { secret?: unknown; kind?: unknown };
  if (data.secret !== secret) return error;
  return data.kind === "LostAnswerError"
    ? new LostAnswerError(error.message)
    : new MalformedAnswerError(error.message);
}
