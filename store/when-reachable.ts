import { isTransient } from "./transient.ts";

/** Between two tries, ms. */
const everyMs = 500;
/** A wait that goes on is reported after so many tries again. */
const triesPerReport = 120;

/** How it is waited for a database. */
export interface Waiting {
  /** Reports the first failure, and one a minute while it goes on. */
  onAway: (error: unknown) => void;
  /** Ends the wait: the last failure is thrown. */
  signal?: AbortSignal;
}

/**
 * `work`'s answer, tried again while the database cannot be reached or is starting. A process that has just begun waits
 * here for as long as the outage lasts: where it ended instead, its supervisor would start it again ever more seldom.
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
