import { retry } from "../../protocol/async/retry.ts";
import { isTransient } from "./transient.ts";

/** Wait between two attempts, ms. */
const retryMs = 500;
/** A wait that goes on is reported again after this number of attempts. */
const attemptsPerReport = 120;

/** Callbacks of a wait for a database. */
export interface Waiting {
  /** Reports the first failure, and one a minute while it goes on. */
  onAway: (error: unknown) => void;
  /** Ends the wait: the last failure is thrown. */
  signal?: AbortSignal;
}

/**
 * The result of `work`, which is retried while the database cannot be reached or is starting. A starting process waits
 * here for the whole outage: if it exited instead, its supervisor would restart it at growing intervals. Throws every
 * other fault at once.
 */
export async function whenReachable<T>(
  work: () => Promise<T>,
  { onAway, signal }: Waiting,
): Promise<T> {
  const delay = (_: number, error: unknown) => isTransient(error) ? retryMs : null;
  const onRetry = (error: unknown, attempt: number) => {
    if (attempt % attemptsPerReport === 1) onAway(error);
  };
  return await retry(work, delay, { onRetry, ...(signal && { signal }) });
}
