import type { NewEvent } from "../../protocol/log/event.ts";
import { noteEvents } from "../database/committed-events.ts";
import { json, type Tx } from "../database/connect.ts";

/** A stream whose row this transaction holds. */
export interface LockedStream {
  id: string;
  head: number;
}

/** Takes the stream's row lock; null when there is no such stream of the tenant. Taken before all else. */
export async function lockStream(tx: Tx, tenant: string, id: string): Promise<LockedStream | null> {
  const [row] = await tx<LockedStream[]>`
    select id, head from streams where id = ${id} and tenant = ${tenant} for update`;
  return row ?? null;
}

/** Appends events; those whose id the stream knows are left out. Answers the number of the last event. */
export async function append(tx: Tx, streamId: string, events: NewEvent[]): Promise<number> {
  const [row] = await tx<{ head: number }[]>`
    select append_events(${streamId}, ${json(tx, events)}) as head`;
  if (!row) throw new Error("append_events gave no head");
  noteEvents(tx, events);
  return row.head;
}
