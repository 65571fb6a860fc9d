/**
 * Faults of a reading from Yahoo:
 * - `rate_limited`: status 429; retry after `retryAfterMs` if it is set;
 * - `stale_crumb`: Yahoo refuses the crumb; a new session is required;
 * - `not_found`: Yahoo does not know the symbol, or has no such data;
 * - `refused`: Yahoo does not accept this combination of arguments;
 * - `timed_out`, `unavailable`: no answer in time; no connection, or a 5xx status;
 * - `unreadable`: an answer of an unknown form;
 * - `busy`: too many readings are waiting in this process.
 */
export type MarketFaultCode =
  | "rate_limited"
  | "stale_crumb"
  | "not_found"
  | "refused"
  | "timed_out"
  | "unavailable"
  | "unreadable"
  | "busy";

/** A failed reading. Its message contains nothing that Yahoo sent, such as the crumb. */
export class MarketFault extends Error {
  override readonly name = "MarketFault";
  readonly code: MarketFaultCode;
  /** Wait that Yahoo requires, ms. */
  readonly retryAfterMs?: number;
  /** HTTP status; undefined without an answer. */
  readonly status?: number;

  constructor(code: MarketFaultCode, detail: { retryAfterMs?: number; status?: number } = {}) {
    super(detail.status === undefined ? code : `${code} (upstream status ${detail.status})`);
    this.code = code;
    this.retryAfterMs = detail.retryAfterMs;
    this.status = detail.status;
  }
}

const crumbProblem = /invalid (crumb|cookie)/i;

/** The fault of an HTTP error of Yahoo. `now` is in milliseconds since the epoch. */
export function faultOfResponse(
  answer: { status: number; body: string; retryAfter: string | null },
  now: number,
): MarketFault {
  const { status } = answer;
  if (status === 429) {
    return new MarketFault("rate_limited", {
      status,
      retryAfterMs: parseRetryAfter(answer.retryAfter, now),
    });
  }
  // 401 concerns crumb and cookie: the endpoints have no other credentials.
  if (status === 401 || crumbProblem.test(answer.body)) {
    return new MarketFault("stale_crumb", { status });
  }
  if (status === 404) return new MarketFault("not_found", { status });
  if (status === 400 || status === 422) return new MarketFault("refused", { status });
  return new MarketFault("unavailable", { status });
}

/** Wait of a Retry-After header (seconds or an HTTP date), ms; undefined if it cannot be parsed. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** The fault of an error of yahoo-finance2, fetch or a parser. */
export function toMarketFault(error: unknown): MarketFault {
  if (error instanceof MarketFault) return error;
  if (!(error instanceof Error)) return new MarketFault("unreadable");
  if (error.name === "TimeoutError" || error.name === "AbortError") {
    return new MarketFault("timed_out");
  }
  if (crumbProblem.test(error.message)) return new MarketFault("stale_crumb");
  // The package throws a bare Error with Yahoo's description when a 200 carries an error body.
  if (/not found|no data found/i.test(error.message)) return new MarketFault("not_found");
  // fetch reports every transport fault as a TypeError.
  const transport = error instanceof TypeError && /error|connect|network/i.test(error.message);
  return new MarketFault(transport ? "unavailable" : "unreadable");
}
