import { ProtocolError, SdkErrorCode } from "@modelcontextprotocol/client";
import type { FailureCode } from "../../protocol/status.ts";
import { sanitizedText } from "../../store/database/sql.ts";
import { firstUnits } from "./answer/cut-text.ts";
import { PrivateAddressError } from "../net/public-addresses.ts";
import { RedirectError } from "./guarded-fetch.ts";
import { RestartLimitError } from "./restart-backoff.ts";
import {
  HttpStatusError,
  LostAnswerError,
  MalformedAnswerError,
  SessionGoneError,
  unwrapFault,
} from "./wire/faults.ts";

/**
 * The meaning of a request to an MCP server without a valid answer. `error`: the server answered with an error.
 * `malformed`: its answer cannot be read. `refused`: the request was refused before it ran. `lost`: it may have run.
 */
export type Meaning = "error" | "malformed" | "refused" | "lost";

/** A fault, with its meaning. */
export interface ServerFault {
  meaning: Meaning;
  code: FailureCode;
  /** The rest of a sentence that starts with the server, without the server's own text. */
  cause: string;
  /** The server's own message, cut to its limit; null without one. */
  serverMessage: string | null;
  /** Whether the same request may be accepted later. */
  retryable: boolean;
  /** The wait that the server requests, ms. */
  retryAfterMs: number | null;
}

/** Maximum UTF-16 units of a server's error for the model. */
const maxServerMessage = 2_000;

/** Classifies a fault of a listing or a call. */
export function classifyFault(thrown: unknown): ServerFault {
  const all = causesOf(unwrapFault(thrown));
  for (const error of all) {
    const known = classifyKnown(error);
    if (known) return { ...nothingMore, ...known };
  }
  const [first] = all;
  if (all.some(isBadHttp)) {
    const cause = "answered with what is not HTTP";
    return { meaning: "malformed", code: "TOOL_ERROR", cause, ...nothingMore };
  }
  const code = all.map(codeOf).find((c) => c in networkFaults || isTlsFault(c)) ?? codeOf(first);
  const network = isTlsFault(code) ? tlsFault(code) : networkFaults[code];
  const known = network ??
    { meaning: "lost" as const, cause: "could not be reached, or broke off" };
  return {
    code: "UNAVAILABLE",
    serverMessage: null,
    retryable: true,
    retryAfterMs: null,
    ...known,
  };
}

const nothingMore = { serverMessage: null, retryable: false, retryAfterMs: null };

type Known = Pick<ServerFault, "meaning" | "code" | "cause"> & Partial<ServerFault>;

function classifyKnown(error: unknown): Known | null {
  if (error instanceof MalformedAnswerError) {
    return { meaning: "malformed", code: "TOOL_ERROR", cause: error.message };
  }
  if (error instanceof LostAnswerError) {
    return { meaning: "lost", code: "UNAVAILABLE", cause: error.message, retryable: true };
  }
  if (error instanceof SessionGoneError) {
    const cause = "does not know the session that it gave";
    return { meaning: "refused", code: "UNAVAILABLE", cause, retryable: true };
  }
  if (error instanceof RedirectError || error instanceof PrivateAddressError) {
    return { meaning: "refused", code: "REFUSED", cause: error.message };
  }
  if (error instanceof RestartLimitError) {
    return { meaning: "refused", code: "UNAVAILABLE", cause: error.message, retryable: true };
  }
  if (error instanceof ProtocolError) return rpcFault(error);
  const { name, status, code } = Object(error) as Record<string, unknown>;
  if (name === "UnauthorizedError") return statusFault(401, null);
  if (name === "InsufficientScopeError") return statusFault(403, null);
  if (error instanceof HttpStatusError) return statusFault(error.status, error.retryAfterMs);
  if (typeof status === "number" && status >= 300) return statusFault(status, null);
  if (code === SdkErrorCode.RequestTimeout || name === "TimeoutError") {
    return { meaning: "lost", code: "TIMED_OUT", cause: "did not answer in time", retryable: true };
  }
  const unreadable: unknown[] = [SdkErrorCode.InvalidResult, SdkErrorCode.UnsupportedResultType];
  return unreadable.includes(code)
    ? {
      meaning: "malformed",
      code: "TOOL_ERROR",
      cause: "answered with something that the protocol does not define",
    }
    : null;
}

function rpcFault({ code, message }: ProtocolError): Known {
  const serverMessage = sanitizedText(firstUnits(message, maxServerMessage)).trim();
  const cause = `answered with an error (JSON-RPC ${code})`;
  return {
    meaning: "error",
    code: "TOOL_ERROR",
    cause,
    serverMessage: serverMessage === "" ? null : serverMessage,
  };
}

/** 429, 408, 425, and 503 with `Retry-After`, are temporary refusals; other 5xx may come after the request ran. */
function statusFault(status: number, retryAfterMs: number | null): Known {
  const cause = `answered with HTTP ${status}`;
  if (status === 401 || status === 403) {
    const why = `refuses our token or headers (HTTP ${status})`;
    return { meaning: "refused", code: "REFUSED", cause: why };
  }
  if (status === 429) {
    return { meaning: "refused", code: "RATE_LIMITED", cause, retryable: true, retryAfterMs };
  }
  if ([408, 425].includes(status) || (status === 503 && retryAfterMs !== null)) {
    return { meaning: "refused", code: "UNAVAILABLE", cause, retryable: true, retryAfterMs };
  }
  if (status < 500) return { meaning: "refused", code: "REFUSED", cause };
  return { meaning: "lost", code: "UNAVAILABLE", cause, retryable: true };
}

/** Faults of the connection by code. A `refused` request did not reach the server. */
const networkFaults: Record<string, { meaning: Meaning; cause: string; code?: FailureCode }> = {
  ECONNREFUSED: { meaning: "refused", cause: "refuses connections" },
  ENOTFOUND: { meaning: "refused", cause: "has a name that cannot be resolved" },
  EAI_AGAIN: { meaning: "refused", cause: "has a name that cannot be resolved now" },
  EHOSTUNREACH: { meaning: "refused", cause: "cannot be reached from here" },
  ENETUNREACH: { meaning: "refused", cause: "cannot be reached from here" },
  UND_ERR_CONNECT_TIMEOUT: { meaning: "refused", cause: "did not accept the connection in time" },
  ENOENT: { meaning: "refused", cause: "is a program that was not found" },
  EACCES: { meaning: "refused", cause: "is a program that may not be started" },
  ECONNRESET: { meaning: "lost", cause: "broke the connection off" },
  UND_ERR_SOCKET: { meaning: "lost", cause: "broke the connection off" },
  ETIMEDOUT: { meaning: "lost", cause: "did not answer in time", code: "TIMED_OUT" },
  UND_ERR_HEADERS_TIMEOUT: { meaning: "lost", cause: "did not answer in time", code: "TIMED_OUT" },
  [SdkErrorCode.NotConnected]: { meaning: "refused", cause: "is not connected" },
  [SdkErrorCode.ConnectionClosed]: { meaning: "lost", cause: "closed the connection" },
};

/** True for an answer that could not be parsed; an answer at the end of a connection broke off instead. */
function isBadHttp(error: unknown): boolean {
  const { name, message } = Object(error) as Record<string, unknown>;
  if (codeOf(error) === "UND_ERR_HEADERS_OVERFLOW") return true;
  return name === "HTTPParserError" && !/EOF|CLOSED/i.test(`${codeOf(error)} ${message}`);
}

const isTlsFault = (code: string) =>
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|EPROTO)/.test(
    code,
  );
const tlsFault = (code: string) => ({
  meaning: "refused" as const,
  cause: `has no TLS certificate that can be verified (${code})`,
});

const codeOf = (error: unknown) => String((Object(error) as { code?: unknown }).code ?? "");

/** A fault and its causes, at most six levels. */
function causesOf(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let e = error; e && found.length < 6; e = (e as { cause?: unknown }).cause) found.push(e);
  return found;
}
