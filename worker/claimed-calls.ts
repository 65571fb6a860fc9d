import type { PeriodicTask } from "../protocol/async/run-every.ts";
import { WakeUp } from "../protocol/async/wake-up.ts";
import { type ClaimedCall, FencedError } from "../store/call/claimed-call.ts";

/** Returns which of these calls are still claimed, as `<id>/<fence>`. */
export type StillClaimed = (calls: ClaimedCall[]) => Promise<Set<string>>;

/**
 * The calls that this process has claimed. One query a second checks all of them, so that a call which writes nothing,
 * as before its first token, also notices that it was cancelled or taken over.
 */
export class ClaimedCalls {
  readonly #calls = new Map<ClaimedCall, AbortController>();
  readonly #stillClaimed: StillClaimed;
  readonly #wakeUp = new WakeUp();

  constructor(stillClaimed: StillClaimed) {
    this.#stillClaimed = stillClaimed;
  }

  /** Checks now: a call may have been cancelled. */
  check(): void {
    this.#wakeUp.wake();
  }

  /** Aborts calls that are no longer claimed. */
  get task(): PeriodicTask {
    const run = () => this.#abortLost();
    return { name: "checkClaimedCalls", intervalMs: 1_000, wakeUp: this.#wakeUp, run };
  }

  /** Runs `work` with a signal that aborts with FencedError when the call is no longer claimed, or with `outer`. */
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
