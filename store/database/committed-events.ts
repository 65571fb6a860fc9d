import type { NewEvent } from "../../protocol/log/event.ts";
import { tenantOf, unscoped } from "./in-tenant.ts";
import type { Db, Sql } from "./sql.ts";
import { wrapBegin } from "./wrap-begin.ts";

/** Receives committed events with their tenant; null: the transaction had none. */
export type OnEvents = (events: readonly NewEvent[], tenant: string | null) => void;

/** Takes the events of a transaction, or of one statement on a pool. */
const collectors = new WeakMap<object, OnEvents>();

/**
 * Collects events that a transaction appended, to be reported once it has committed, or that one statement on the pool
 * committed.
 */
export function collectEvents(db: Db, events: readonly NewEvent[]): void {
  collectors.get(unscoped(db))?.(events, tenantOf(db));
}

/**
 * Passes the events of each committed transaction of this pool to `onEvents`, at most once, in the process that wrote
 * them. Events of a COMMIT whose outcome is unknown are not reported.
 */
export function withCommittedEvents(
  sql: Sql,
  onEvents: OnEvents,
): Sql {
  const wrapped = wrapBegin(sql, (begin) => async (options, work) => {
    const events: NewEvent[] = [];
    let tenant = () => null as string | null;
    const result = await begin(options, (tx) => {
      tenant = () => tenantOf(tx);
      collectors.set(tx, (appended) => void events.push(...appended));
      return work(tx);
    });
    if (events.length > 0) onEvents(events, tenant());
    return result;
  });
  collectors.set(wrapped, onEvents);
  return wrapped;
}
