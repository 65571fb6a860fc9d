import { retry, type RetryDelay } from "../../protocol/async/retry.ts";
import { MarketFault, toMarketFault } from "./fault.ts";

/** How often, and how far apart, a failed reading is tried again. */
export interface RetryPolicy {
  /** Tries in all, the first one included. */
  attempts: number;
  /** The first pause in milliseconds; each further one is twice as long. */
  baseDelayMs: number;
  /** No pause is longer than this, in milliseconds. A longer wait asked for by Yahoo ends the call. */
  maxDelayMs: number;
}

/**
 * Milliseconds to wait before the next try after `attempt` tries, or undefined to give up.
 * `jitter` is in [0, 1). A wait that Yahoo asks for is kept in full or not begun.
 */
export function nextDelay(
  fault: MarketFault,
  attempt: number,
  policy: RetryPolicy,
  jitter: number,
): number | undefined {
  if (attempt >= policy.attempts) return undefined;
  const backoff = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
  const delay = Math.max(1, Math.round(backoff * (0.5 + jitter / 2)));
  switch (fault.code) {
    case "stale_crumb":
      // The new session needs no rest, but a second refusal means that crumbs are not the trouble.
      return attempt === 1 ? 1 : undefined;
    case "rate_limited":
      if ((fault.retryAfterMs ?? 0) > policy.maxDelayMs) return undefined;
      return Math.max(delay, fault.retryAfterMs ?? 0);
    case "timed_out":
    case "unavailable":
      return delay;
    default:
      return undefined;
  }
}

/** Tries `attempt` by `policy` until it works, is hopeless, or `signal` fires. Throws `MarketFault`. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<T> {
  const fail = (error: unknown) => {
    throw toMarketFault(error);
  };
  const delay: RetryDelay = (attempts, fault) =>
    nextDelay(fault as MarketFault, attempts, policy, Math.random()) ?? null;
  return await retry(() => attempt().catch(fail), delay, { signal });
}
