import type { NewEvent } from "../../protocol/log/event.ts";
import type { Outcomes } from "../../protocol/telemetry/outcomes.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import { type OutcomeRefs, outcomeRefsOf } from "./outcome-refs.ts";
import { readOutcomes } from "./read-outcomes.ts";

/** Events within this time are looked up together, ms. */
const batchMs = 200;
/** Limit of the waiting events; beyond it the oldest are dropped and reported as lost. */
const maxWaiting = 20_000;

/** Receiver of outcomes. */
export interface OutcomeSink {
  report(outcomes: Outcomes): void;
  /** False: outcomes of calls are neither logged nor measured, so they need not be read. */
  readonly wantsCalls: boolean;
  /** Outcomes that will not be reported: the database could not be read, or there were too many. */
  onLost(events: number, error?: unknown): void;
}

/**
 * Reads the outcomes of committed events and reports each of them once, in the process that wrote it. It runs next to the
 * work and never delays it: a batch that cannot be read is dropped.
 */
export class OutcomeReporter {
  readonly #to: OutcomeSink;
  #sql: Sql | null = null;
  #waiting: { event: NewEvent; tenant: string | null }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(to: OutcomeSink) {
    this.#to = to;
  }

  /** Starts reading over this pool. */
  start(sql: Sql): void {
    this.#sql = sql;
  }

  /** Takes committed events of a tenant. */
  take(events: readonly NewEvent[], tenant: string | null): void {
    for (const event of events) this.#waiting.push({ event, tenant });
    const over = this.#waiting.length - maxWaiting;
    if (over > 0) this.#to.onLost(this.#waiting.splice(0, over).length);
    this.#timer ??= setTimeout(() => void this.flush(), batchMs);
  }

  /** Reports the waiting events now. Never throws. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = Map.groupBy(this.#waiting.splice(0), ({ tenant }) => tenant);
    const pool = this.#sql;
    if (pool === null) return;
    for (const [tenant, own] of waiting) {
      const sql = tenant === null ? pool : inTenant(pool, tenant);
      await this.#report(sql, own.map(({ event }) => event));
    }
  }

  async #report(sql: Sql, events: readonly NewEvent[]): Promise<void> {
    const refs = outcomeRefsOf(events);
    if (!this.#to.wantsCalls) refs.calls = [];
    if (isNothing(refs)) return;
    try {
      this.#to.report(await readOutcomes(sql, refs));
    } catch (error) {
      this.#to.onLost(events.length, error);
    }
  }
}

const isNothing = (refs: OutcomeRefs) =>
  Object.values(refs).every((list: unknown[]) => list.length === 0);
