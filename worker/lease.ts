import type { Sql } from "../store/database/sql.ts";
import type { ClaimedCall } from "../store/call/claimed-call.ts";
import { renewLease } from "../store/call/lease.ts";

/** What is recorded before a request is opened; see `store/call/lease.ts`. */
export interface Opened {
  remoteConversationUnknown: boolean;
  possiblyPaidTwice: boolean;
}

/**
 * The time within which a claimed call may open a request, by the monotonic clock of this process. It is created before
 * the claim, so that it ends no later than the lease in the database, also for a process that was suspended.
 */
export class Lease {
  readonly ms: number;
  #from = performance.now();

  constructor(ms: number) {
    this.ms = ms;
  }

  /** True if no request may be opened any more. */
  get over(): boolean {
    return performance.now() - this.#from >= this.ms;
  }

  /**
   * Resolves when a request may be opened; renews the lease if it is over or if `opened` must be recorded. Throws
   * FencedError if the call is no longer claimed, or an Error if the database is too slow.
   */
  async ensure(sql: Sql, call: ClaimedCall, opened: Opened | null): Promise<void> {
    for (let n = 0; n < 3; n++) {
      if (!(opened && n === 0) && !this.over) return;
      const from = performance.now();
      await renewLease(sql, call, {
        leaseMs: this.ms,
        remoteConversationUnknown: opened?.remoteConversationUnknown ?? false,
        possiblyPaidTwice: opened?.possiblyPaidTwice ?? false,
      });
      this.#from = from;
    }
    if (this.over) throw new Error(`the lease of ${call.id} is over before it could be used`);
  }
}
