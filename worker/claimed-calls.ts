import type { ClaimedCall } from "../store/call/claimed-call.ts";
import { FencedError } from "../store/call/claimed-call.ts";
import type { Logger } from "../telemetry/log.ts";
import { errorFields } from "../telemetry/log.ts";

/** Answers which of these calls are still ours. */
export type StillClaimed = (calls: ClaimedCall[]) => Promise<Set<string>>;

/** How often calls that write nothing are looked after, ms. */
const interval = 1_000;

/**
 * The calls this process is at. One query a second covers all of them, so that one which is silent, as before its
 * first token, also learns that it was cancelled or taken over.
 */
export class ClaimedCalls {
  #calls = new Map<ClaimedCall, AbortController>();
  #timer: ReturnType<typeof setInterval>;
  #stillClaimed: StillClaimed;
  #log: Logger;
  #looking = false;
  #again = false;

  constructor(stillClaimed: StillClaimed, log: Logger) {
    this.#stillClaimed = stillClaimed;
    this.#log = log;
    this.#timer = setInterval(() => void this.look(), interval);
  }

  /** Looks now: something may have been cancelled. One look at a time; one more follows if asked meanwhile. */
  async look(): Promise<void> {
    if (this.#looking) return void (this.#again = true);
    this.#looking = true;
    do {
      this.#again = false;
      await this.#abortLost().catch((e) =>
        this.#log.warn("worker.check_claimed_calls_failed", errorFields(e))
      );
    } while (this.#again);
    this.#looking = false;
  }

  /** Runs `work` with a signal that aborts with FencedError when the call is no longer ours, or with `outer`. */
  async during<T>(
    call: ClaimedCall,
    outer: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const lost = new AbortController();
    this.#calls.set(call, lost);
    try {
      return await work(AbortSignal.any([outer, lost.signal]));
    } finally {
      this.#calls.delete(call);
    }
  }

  /** Stops looking. */
  close() {
    clearInterval(this.#timer);
  }

  async #abortLost() {
    const calls = [...this.#calls.keys()];
    if (calls.length === 0) return;
    const claimed = await this.#stillClaimed(calls);
    for (const call of calls) {
      if (!claimed.has(`${call.id}/${call.fence}`)) {
        this.#calls.get(call)?.abort(new FencedError(call.id));
      }
    }
  }
}
