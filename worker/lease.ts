import type { Sql } from "../store/database/connect.ts";
import type { ClaimedCall } from "../store/call/claimed-call.ts";
import { renewLease } from "../store/call/lease.ts";

/** What the record must know before a request is opened; see `store/call/lease.ts`. */
export interface Opened {
  remoteConversationUnknown: boolean;
  possiblyPaidTwice: boolean;
}

/**
 * The time within which a claimed call may open a request, by this process' own monotonic clock. Made before the
 * claim is asked for, so that it ends no later than the database's; a process that was stopped finds it over.
 */
export class Lease {
  readonly ms: number;
  #from = performance.now();

  constructor(ms: number) {
    this.ms = ms;
  }

  /** True when no request may be opened any more. */
  get over(): boolean {
    return performance.now() - this.#from >= this.ms;
  }

  /**
   * Resolves when a request may be opened at once: asks the record, where it has to know or the lease is over.
   * Throws FencedError when the call is no longer ours, or an Error when the record is too slow.
   */
  async hold(sql: Sql, call: ClaimedCall, opened: Opened | null): Promise<void> {
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
