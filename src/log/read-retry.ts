import type { RetryDelay } from "../../protocol/async/retry.ts";

/** Waits between the attempts of a read, ms: some retries within three seconds. */
const waits = [50, 200, 800, 2_000];

/** The delays of a read that is retried after `isRetryable` errors; after all errors where it is left out. */
export function readRetry(
  { steps = waits, isRetryable = () => true }: {
    steps?: readonly number[] | undefined;
    isRetryable?: (error: unknown) => boolean;
  } = {},
): RetryDelay {
  return (attempt, error) => isRetryable(error) ? steps[attempt - 1] ?? null : null;
}
