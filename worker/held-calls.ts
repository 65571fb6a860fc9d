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

  constructor(stillHeld: StillHeld, log: Logger) {
    let looking = false;
    this.#timer = setInterval(async () => {
      if (looking || this.#calls.size === 0) return;
      looking = true;
      await this.#look(stillHeld).catch((e) => log.warn("held_calls_unread", errorFields(e)));
      looking = false;
    }, interval);
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

  async #look(stillHeld: StillHeld) {
    const calls = [...this.#calls.keys()];
    const held = await stillHeld(calls);
    for (const call of calls) {
      if (!held.has(`${call.id}/${call.fence}`)) {
        this.#calls.get(call)?.abort(new FencedError(call.id));
      }
    }
  }
}
