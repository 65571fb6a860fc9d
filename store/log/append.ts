import type { NewEvent } from "../../protocol/log/event.ts";
import { collectEvents } from "../database/committed-events.ts";
import { json, type Tx } from "../database/sql.ts";

/** A stream whose row this transaction has locked. */
export interface LockedStream {
  id: string;
  head: number;
}

/** Locks the stream's row, before anything else is locked; null if the tenant has no such stream. */
export async function lockStream(tx: Tx, tenant: string, id: string): Promise<LockedStream | null> {
  const [row] = await tx<LockedStream[]>`
    select id, head from streams where id = ${id} and tenant = ${tenant} for update`;
  return row ?? null;
}

/** Appends events, except those whose id the stream already has. Returns the number of the last event. */
export async function append(tx: Tx, streamId: string, events: NewEvent[]): Promise<number> {
  const [row] = await tx<{ head: number }[]>`
    select append_events(${streamId}, ${json(tx, events)}) as head`;
  if (!row) throw new Error("append_events returned no head");
  collectEvents(tx, events);
  return row.head;
}
