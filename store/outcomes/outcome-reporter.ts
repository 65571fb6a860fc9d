import type { NewEvent } from "../../protocol/log/event.ts";
import type { Outcomes } from "../../protocol/telemetry/outcomes.ts";
import type { Sql } from "../database/sql.ts";
import { type OutcomeRefs, outcomeRefsOf } from "./outcome-refs.ts";
import { readOutcomes } from "./read-outcomes.ts";

/** What happens within this time is looked up together, ms. */
const togetherMs = 200;
/** Most events that wait for a lookup; beyond them the oldest are dropped, and told. */
const maxWaiting = 20_000;

/** What a follower tells. */
export interface OutcomeSink {
  report(happened: Outcomes): void;
  /** Facts that nobody will be told of: the database was away for too long, or they were too many. */
  onLost(events: number, error?: unknown): void;
}

/**
 * Looks up what became of committed events and tells it: each end once, by the process that wrote it. Behind the
 * work, never in its way: a batch that cannot be read is given up.
 */
export class OutcomeReporter {
  readonly #to: OutcomeSink;
  #sql: Sql | null = null;
  #waiting: NewEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(to: OutcomeSink) {
    this.#to = to;
  }

  /** Begins to look up, over this pool. */
  start(sql: Sql): void {
    this.#sql = sql;
  }

  /** Takes committed events in. */
  take(events: readonly NewEvent[]): void {
    this.#waiting.push(...events);
    const over = this.#waiting.length - maxWaiting;
    if (over > 0) this.#to.onLost(this.#waiting.splice(0, over).length);
    this.#timer ??= setTimeout(() => void this.flush(), togetherMs);
  }

  /** Tells what waits now. Never throws. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = this.#waiting.splice(0);
    const due = outcomeRefsOf(events);
    if (this.#sql === null || isNothing(due)) return;
    try {
      this.#to.report(await readOutcomes(this.#sql, due));
    } catch (error) {
      this.#to.onLost(events.length, error);
    }
  }
}

const isNothing = (due: OutcomeRefs) =>
  Object.values(due).every((list: unknown[]) => list.length === 0);
