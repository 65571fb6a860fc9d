import type { NewEvent } from "../../protocol/log/event.ts";
import type { Tx } from "../database/sql.ts";
import { entryEvent } from "../log/events.ts";
import type { ClaimedCall } from "./claimed-call.ts";

/** Voids what earlier attempts of a model call began to write; a new attempt opens new entries. */
export async function discardOpenEntries(
  tx: Tx,
  call: Pick<ClaimedCall, "id" | "turnId">,
): Promise<NewEvent[]> {
  const discarded = await tx<{ id: string }[]>`
    update entries set status = 'DISCARDED' where turn_id = ${call.turnId} and call_id = ${call.id}
      and status = 'RUNNING' returning id`; // by the turn's index: there is none by calls
  const ids = discarded.map((e) => e.id);
  if (ids.length === 0) return [];
  await tx`update calls set status = 'DISCARDED', ended_at = now() where id = any(${ids})`;
  await tx`delete from drafts where entry_id = any(${ids})`;
  return ids.map((id) => entryEvent(call.turnId, id, "DISCARDED"));
}
