import type { NewEvent } from "../../protocol/log/event.ts";
import type { Sql, Tx } from "./sql.ts";
import { wrapBegin } from "./wrap-begin.ts";

const appended = new WeakMap<object, NewEvent[]>();

/** Collects events that a transaction appended, to be reported once it has committed. */
export function collectEvents(tx: Tx, events: readonly NewEvent[]): void {
  appended.get(tx)?.push(...events);
}

/**
 * Passes the events of each committed transaction of this pool to `onEvents`, at most once, in the process that wrote
 * them. Events of a COMMIT whose outcome is unknown are not reported.
 */
export function withCommittedEvents(
  sql: Sql,
  onEvents: (events: readonly NewEvent[]) => void,
): Sql {
  return wrapBegin(sql, (begin) => async (options, work) => {
    const events: NewEvent[] = [];
    const result = await begin(options, (tx) => {
      appended.set(tx, events);
      return work(tx);
    });
    if (events.length > 0) onEvents(events);
    return result;
  });
}
