import { DeadlineError, withDeadline } from "./deadline.ts";
import { sleep } from "./sleep.ts";

/** Options of `poll`. */
export interface PollOptions {
  /** Ends the polling with a DeadlineError, ms. */
  withinMs: number;
  /** Between two questions, ms. Default 100. */
  everyMs?: number;
  /** What is waited for, for the error. */
  what?: string;
}

/** Asks until there is an answer. Throws DeadlineError when there is none in time, also while a question is open. */
export async function poll<T>(
  ask: () => Promise<T | undefined>,
  { withinMs, everyMs = 100, what }: PollOptions,
): Promise<T> {
  const over = new AbortController();
  const asking = async () => {
    for (;;) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (over.signal.aborted) throw new DeadlineError(withinMs, what);
      await sleep(everyMs, over.signal);
    }
  };
  try {
    return await withDeadline(withinMs, asking(), what);
  } finally {
    over.abort();
  }
}
