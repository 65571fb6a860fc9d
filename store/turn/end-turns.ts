import type { NewEvent } from "../../protocol/log/event.ts";
import type { Tx } from "../database/sql.ts";
import { entryEvent } from "../log/events.ts";
import { contentSoFar } from "../log/content-so-far.ts";

/** Ends the running entries of turns as CANCELLED; a message keeps the text written so far. Returns their events. */
export async function cancelEntries(tx: Tx, turnIds: string[]): Promise<NewEvent[]> {
  const entries = await tx<Entry[]>`
    update entries set status = 'CANCELLED', content = ${contentSoFar(tx)}
    where turn_id = any(${turnIds}) and status = 'RUNNING' returning id, turn_id`;
  return await withoutDrafts(tx, entries, "CANCELLED");
}

/** Discards all entries of a turn; a message keeps the text written so far. Returns their events. */
export async function discardEntries(tx: Tx, turnId: string): Promise<NewEvent[]> {
  const entries = await tx<Entry[]>`update entries
    set status = 'DISCARDED', content = ${contentSoFar(tx)}
    where turn_id = ${turnId} and status <> 'DISCARDED' returning id, turn_id`;
  return await withoutDrafts(tx, entries, "DISCARDED");
}

interface Entry {
  id: string;
  turnId: string;
}

async function withoutDrafts(
  tx: Tx,
  entries: readonly Entry[],
  status: "CANCELLED" | "DISCARDED",
): Promise<NewEvent[]> {
  await tx`delete from drafts where entry_id = any(${entries.map((e) => e.id)})`;
  return entries.map(({ id, turnId }) => entryEvent(turnId, id, status));
}
