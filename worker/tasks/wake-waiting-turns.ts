import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { WakeUp } from "../../protocol/async/wake-up.ts";
import type { Sql } from "../../store/database/sql.ts";
import { claimWaitingTurns, waitingTenants } from "../../store/quota/claim-waiting-turns.ts";
import type { Waker } from "../wake.ts";

/** Tenants that are known to have waiting turns; those of others are woken by the periodic task alone. */
const maxKnown = 1_000;
/** While turns wait, a place that no turn of this process left is noticed after this time, ms. */
const waitingMs = 1_000;

/** What `WaitingTurns` needs. */
export interface WaitingTurnsDeps {
  sql: Sql;
  wake: Waker;
  /** Turns in flight of a tenant without an own limit; null: unlimited. */
  defaultLimit: number | null;
  /** Between two looks for waiting turns that this process does not know of, ms. */
  idleMs: number;
}

/**
 * Wakes turns that wait for others of their tenant: when one ends here, and once a second while any wait. Without limits
 * of turns it looks as rarely as the sweeper.
 */
export class WaitingTurns {
  readonly #deps: WaitingTurnsDeps;
  readonly #wakeUp = new WakeUp();
  #tenants: ReadonlySet<string> = new Set();

  constructor(deps: WaitingTurnsDeps) {
    this.#deps = deps;
  }

  /** Wakes the next turns of all tenants. */
  get task(): PeriodicTask {
    return {
      ...{ name: "wakeWaitingTurns", intervalMs: this.#deps.idleMs, retryMs: waitingMs },
      wakeUp: this.#wakeUp,
      run: () => this.#wakeAll(),
    };
  }

  /** A turn of the tenant waits from now on. */
  added(tenant: string): void {
    if (this.#tenants.has(tenant)) return;
    this.#tenants = new Set([...this.#tenants, tenant]);
    this.#wakeUp.wake();
  }

  /** A conversation of the tenant has come to rest: another may begin. */
  async atRest(tenant: string): Promise<void> {
    if (this.#tenants.has(tenant)) await this.#wake(tenant);
  }

  async #wakeAll(): Promise<number | void> {
    this.#tenants = new Set(await waitingTenants(this.#deps.sql, maxKnown));
    if (this.#tenants.size === 0) return;
    await this.#wake(null);
    return waitingMs;
  }

  async #wake(tenant: string | null) {
    const { sql, wake, defaultLimit } = this.#deps;
    const next = await claimWaitingTurns(sql, tenant, defaultLimit);
    const woken = await Promise.allSettled(next.map(wake.conversation));
    const failed = woken.find((one) => one.status === "rejected");
    if (failed) throw failed.reason;
  }
}
