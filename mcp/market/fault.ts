/**
 * What can go wrong between us and Yahoo:
 * - `rate_limited`: 429; try later, not sooner than `retryAfterMs` when that is told;
 * - `stale_crumb`: Yahoo no longer takes our crumb; a new session heals it;
 * - `not_found`: Yahoo knows no such symbol, or has no such data for it;
 * - `refused`: Yahoo does not accept this combination of arguments;
 * - `timed_out`, `unavailable`: no answer in time; no answer, or a 5xx;
 * - `unreadable`: an answer that is not what Yahoo is known to send;
 * - `busy`: too many of our own readings are waiting.
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

/** A failed reading. Its message is ours and holds nothing that Yahoo sent: no crumb, no page. */
export class MarketFault extends Error {
  override readonly name = "MarketFault";
  readonly code: MarketFaultCode;
  /** How long Yahoo asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The HTTP status that Yahoo answered with, when there was an answer. */
  readonly status?: number;

  constructor(code: MarketFaultCode, detail: { retryAfterMs?: number; status?: number } = {}) {
    super(detail.status === undefined ? code : `${code} (upstream status ${detail.status})`);
    this.code = code;
    this.retryAfterMs = detail.retryAfterMs;
    this.status = detail.status;
  }
}

const crumbProblem = /invalid (crumb|cookie)/i;

/** The fault that an HTTP error of Yahoo stands for. `now` is in milliseconds since the epoch. */
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
  // 401 is only ever about crumb and cookie: the endpoints know no other credentials.
  if (status === 401 || crumbProblem.test(answer.body)) {
    return new MarketFault("stale_crumb", { status });
  }
  if (status === 404) return new MarketFault("not_found", { status });
  if (status === 400 || status === 422) return new MarketFault("refused", { status });
  return new MarketFault("unavailable", { status });
}

/** Milliseconds to wait by a Retry-After header (seconds or an HTTP date), if it can be read. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** The fault behind anything that yahoo-finance2, fetch or our parsing threw. */
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
