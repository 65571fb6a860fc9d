import { RequestError } from "./errors.ts";
import { pause } from "./connection/pause.ts";
import { defaultRetry, waitAfter } from "./connection/retry.ts";

/** A restart of an API takes seconds, a loss of its database longer. */
const patienceMs = 60_000;

/**
 * Repeats a request while the API cannot be reached or asks for a repetition (`RequestError.retryable`), for a minute at
 * most. A mutation is repeated with its idempotency key, and takes effect once.
 */
export async function whileAway<T>(
  ask: () => Promise<T>,
  { withinMs = patienceMs, firstMs = defaultRetry.firstMs, signal = new AbortController().signal }:
    { withinMs?: number; firstMs?: number; signal?: AbortSignal | undefined } = {},
): Promise<T> {
  const end = Date.now() + withinMs;
  const retry = { ...defaultRetry, attempts: Infinity, firstMs, maxMs: 5_000 };
  for (let failures = 1;; failures++) {
    try {
      return await ask();
    } catch (error) {
      const ms = waitAfter(failures, retry, Math.random()) ?? 0;
      const mayHelp = error instanceof RequestError && error.retryable;
      if (!mayHelp || Date.now() + ms > end) throw error;
      await pause(ms, signal);
      signal.throwIfAborted();
    }
  }
}
