import type { NewFact } from "../protocol/event.ts";
import { noteFacts } from "./committed-facts.ts";
import { json, type Tx } from "./connect.ts";

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

/** Appends facts; those whose id the stream knows are left out. Answers the number of the last fact. */
export async function append(tx: Tx, streamId: string, facts: NewFact[]): Promise<number> {
  const [row] = await tx<{ head: number }[]>`
    select append_facts(${streamId}, ${json(tx, facts)}) as head`;
  if (!row) throw new Error("append_facts gave no head");
  noteFacts(tx, facts);
  return row.head;
}
