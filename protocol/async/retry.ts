import { sleep } from "./sleep.ts";

/** The wait after attempt number `attempt`, which failed with `error`, ms; null: no further attempt. */
export type RetryDelay = (attempt: number, error: unknown) => number | null;

/** Options of `retry`. */
export interface RetryOptions {
  /** Ends a wait early; the last failure is thrown then. */
  signal?: AbortSignal;
  /** Called after each failure that is followed by another attempt. */
  onRetry?: (error: unknown, attempt: number) => void;
}

/** Repeats `work` until it succeeds, or until `delay` allows no further attempt; then throws its last error. */
export async function retry<T>(
  work: () => Promise<T>,
  delay: RetryDelay,
  { signal, onRetry }: RetryOptions = {},
): Promise<T> {
  for (let attempt = 1;; attempt++) {
    try {
      return await work();
    } catch (error) {
      const waitMs = signal?.aborted ? null : delay(attempt, error);
      if (waitMs === null) throw error;
      onRetry?.(error, attempt);
      await sleep(waitMs, signal);
      if (signal?.aborted) throw error;
    }
  }
}

/** Waits that double with each attempt. */
export interface Backoff {
  firstMs: number;
  maxMs: number;
}

/** The wait after attempt number `attempt`, ms: `firstMs` after the first one, doubled after each further one. */
export function backoffMs(attempt: number, { firstMs, maxMs }: Backoff): number {
  return Math.min(maxMs, firstMs * 2 ** Math.max(0, attempt - 1));
}
