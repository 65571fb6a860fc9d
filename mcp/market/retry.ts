import { backoffMs } from "../../protocol/async/retry.ts";
import type { MarketFault } from "./fault.ts";

/** Retries of a failed reading. */
export interface RetryPolicy {
  /** Maximum number of attempts, including the first. */
  attempts: number;
  /** First wait, ms. It doubles with each further attempt. */
  baseDelayMs: number;
  /** Maximum wait, ms. If Yahoo requires a longer one, the reading fails. */
  maxDelayMs: number;
}

/**
 * Wait before the next attempt, ms; null: no further attempt. `jitter` is in [0, 1). A wait that Yahoo requires is
 * observed completely, or the reading fails.
 */
export function nextDelay(
  fault: MarketFault,
  attempt: number,
  policy: RetryPolicy,
  jitter: number,
): number | null {
  if (attempt >= policy.attempts) return null;
  const backoff = backoffMs(attempt, { firstMs: policy.baseDelayMs, maxMs: policy.maxDelayMs });
  const delay = Math.max(1, Math.round(backoff * (0.5 + jitter / 2)));
  switch (fault.code) {
    case "stale_crumb":
      // A new session needs no wait. A second refusal has another cause than the crumb.
      return attempt === 1 ? 1 : null;
    case "rate_limited":
      if ((fault.retryAfterMs ?? 0) > policy.maxDelayMs) return null;
      return Math.max(delay, fault.retryAfterMs ?? 0);
    case "timed_out":
    case "unavailable":
      return delay;
    default:
      return null;
  }
}
