import type { NewFact } from "../../protocol/event.ts";
import type { Happened } from "../../protocol/happened.ts";
import type { Sql } from "../connect.ts";
import { type Due, dueOf } from "./due.ts";
import { readHappened } from "./read-happened.ts";

/** What happens within this time is looked up together, ms. */
const togetherMs = 200;
/** Most facts that wait for a lookup; beyond them the oldest are dropped, and told. */
const mostWaiting = 20_000;

/** What a follower tells. */
export interface FollowHappened {
  tell(happened: Happened): void;
  /** Facts that nobody will be told of: the database was away for too long, or they were too many. */
  onLost(facts: number, error?: unknown): void;
}

/**
 * Looks up what became of committed facts and tells it: each end once, by the process that wrote it. Behind the
 * work, never in its way: a batch that cannot be read is given up.
 */
export class HappenedFollower {
  readonly #to: FollowHappened;
  #sql: Sql | null = null;
  #waiting: NewFact[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(to: FollowHappened) {
    this.#to = to;
  }

  /** Begins to look up, over this pool. */
  start(sql: Sql): void {
    this.#sql = sql;
  }

  /** Takes committed facts in. */
  take(facts: readonly NewFact[]): void {
    this.#waiting.push(...facts);
    const over = this.#waiting.length - mostWaiting;
    if (over > 0) this.#to.onLost(this.#waiting.splice(0, over).length);
    this.#timer ??= setTimeout(() => void this.flush(), togetherMs);
  }

  /** Tells what waits now. Never throws. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const facts = this.#waiting.splice(0);
    const due = dueOf(facts);
    if (this.#sql === null || isNothing(due)) return;
    try {
      this.#to.tell(await readHappened(this.#sql, due));
    } catch (error) {
      this.#to.onLost(facts.length, error);
    }
  }
}

const isNothing = (due: Due) => Object.values(due).every((list: unknown[]) => list.length === 0);
