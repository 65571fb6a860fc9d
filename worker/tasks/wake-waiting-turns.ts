import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import type { Sql } from "../../store/database/sql.ts";
import { claimWaitingTurns, waitingTenants } from "../../store/quota/claim-waiting-turns.ts";
import type { Waker } from "../wake.ts";

/** Tenants that are known to have waiting turns; those of others are woken by the periodic task alone. */
const maxKnown = 1_000;
/** After this time a free place is noticed that no turn of this process left, ms. */
const everyMs = 1_000;

/** Wakes turns that wait for others of their tenant: when one ends here, and once a second. */
export class WaitingTurns {
  readonly #deps: { sql: Sql; wake: Waker; defaultLimit: number | null };
  #tenants: ReadonlySet<string> = new Set();

  constructor(deps: { sql: Sql; wake: Waker; defaultLimit: number | null }) {
    this.#deps = deps;
  }

  /** Wakes the next turns of all tenants. */
  get task(): PeriodicTask {
    return { name: "wakeWaitingTurns", intervalMs: everyMs, run: () => this.#wakeAll() };
  }

  /** A conversation of the tenant has come to rest: another may begin. */
  async atRest(tenant: string): Promise<void> {
    if (this.#tenants.has(tenant)) await this.#wake(tenant);
  }

  async #wakeAll() {
    this.#tenants = new Set(await waitingTenants(this.#deps.sql, maxKnown));
    if (this.#tenants.size > 0) await this.#wake(null);
  }

  async #wake(tenant: string | null) {
    const { sql, wake, defaultLimit } = this.#deps;
    const next = await claimWaitingTurns(sql, tenant, defaultLimit);
    const woken = await Promise.allSettled(next.map(wake.conversation));
    const failed = woken.find((one) => one.status === "rejected");
    if (failed) throw failed.reason;
  }
}
