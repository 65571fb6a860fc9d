import { isTransient } from "./transient.ts";

/** Between two tries, ms. */
const everyMs = 500;
/** A wait that goes on is reported after so many tries again. */
const triesPerReport = 120;

/** Callbacks of a wait for a database. */
export interface Waiting {
  /** Reports the first failure, and one a minute while it goes on. */
  onAway: (error: unknown) => void;
  /** Ends the wait: the last failure is thrown. */
  signal?: AbortSignal;
}

/**
 * The result of `work`, which is retried while the database cannot be reached or is starting. A starting process waits
 * here for the whole outage: if it exited instead, its supervisor would restart it at growing intervals.
 * Throws every other fault at once.
 */
export async function whenReachable<T>(
  work: () => Promise<T>,
  { onAway, signal }: Waiting,
): Promise<T> {
  for (let tries = 0;; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || signal?.aborted) throw error;
      if (tries % triesPerReport === 0) onAway(error);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}
