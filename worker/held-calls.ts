import type { HeldCall } from "../store/engine/held-call.ts";
import { FencedError } from "../store/engine/held-call.ts";
import type { Logger } from "../telemetry/log.ts";
import { errorFields } from "../telemetry/log.ts";

/** Answers which of these calls are still ours. */
export type StillHeld = (calls: HeldCall[]) => Promise<Set<string>>;

/** How often calls that write nothing are looked after, ms. */
const interval = 1_000;

/**
 * The calls this process is at. One query a second covers all of them, so that one which is silent, as before its
 * first token, also learns that it was cancelled or taken over.
 */
export class HeldCalls {
  #calls = new Map<HeldCall, AbortController>();
  #timer: ReturnType<typeof setInterval>;
  #stillHeld: StillHeld;
  #log: Logger;
  #looking = false;
  #again = false;

  constructor(stillHeld: StillHeld, log: Logger) {
    this.#stillHeld = stillHeld;
    this.#log = log;
    this.#timer = setInterval(() => void this.look(), interval);
  }

  /** Looks now: something may have been cancelled. One look at a time; one more follows if asked meanwhile. */
  async look(): Promise<void> {
    if (this.#looking) return void (this.#again = true);
    this.#looking = true;
    do {
      this.#again = false;
      await this.#abortLost().catch((e) => this.#log.warn("held_calls_unread", errorFields(e)));
    } while (this.#again);
    this.#looking = false;
  }

  /** Runs `work` with a signal that aborts with FencedError when the call is no longer ours, or with `outer`. */
  async during<T>(
    call: HeldCall,
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
    const held = await this.#stillHeld(calls);
    for (const call of calls) {
      if (!held.has(`${call.id}/${call.fence}`)) {
        this.#calls.get(call)?.abort(new FencedError(call.id));
      }
    }
  }
}
