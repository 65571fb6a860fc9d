import type { NewEvent } from "../../protocol/log/event.ts";
import type { Db, Sql } from "./sql.ts";
import { wrapBegin } from "./wrap-begin.ts";

/** Takes the events of a transaction, or of one statement on a pool. */
const collectors = new WeakMap<object, (events: readonly NewEvent[]) => void>();

/**
 * Collects events that a transaction appended, to be reported once it has committed, or that one statement on the pool
 * committed.
 */
export function collectEvents(db: Db, events: readonly NewEvent[]): void {
  collectors.get(db)?.(events);
}

/**
 * Passes the events of each committed transaction of this pool to `onEvents`, at most once, in the process that wrote
 * them. Events of a COMMIT whose outcome is unknown are not reported.
 */
export function withCommittedEvents(
  sql: Sql,
  onEvents: (events: readonly NewEvent[]) => void,
): Sql {
  const wrapped = wrapBegin(sql, (begin) => async (options, work) => {
    const events: NewEvent[] = [];
    const result = await begin(options, (tx) => {
      collectors.set(tx, (appended) => void events.push(...appended));
      return work(tx);
    });
    if (events.length > 0) onEvents(events);
    return result;
  });
  collectors.set(wrapped, onEvents);
  return wrapped;
}
