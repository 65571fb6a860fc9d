import type { NewEvent } from "../../protocol/log/event.ts";
import type { Tx } from "../database/sql.ts";
import { entryEvent } from "../log/events.ts";
import { contentSoFar } from "../log/content-so-far.ts";
import type { ClaimedCall } from "./claimed-call.ts";

/** Discards what earlier attempts of a model call began to write; a new attempt opens new entries. Returns the events. */
export async function discardOpenEntries(
  tx: Tx,
  { id, turnId }: Pick<ClaimedCall, "id" | "turnId">,
): Promise<NewEvent[]> {
  const open = await tx<{ id: string }[]>`
    select id from entries where turn_id = ${turnId} and call_id = ${id}
      and status = 'RUNNING' order by position`; // by the turn's index: there is none by calls
  return await discardEntries(tx, turnId, open.map((e) => e.id));
}

/**
 * Discards entries of a turn, with the tool calls among them and their drafts; a message keeps the text written so far,
 * which can still be read by its id. Returns the events to append.
 */
export async function discardEntries(
  tx: Tx,
  turnId: string,
  ids: readonly string[],
): Promise<NewEvent[]> {
  if (ids.length === 0) return [];
  const entries = ids as string[];
  await tx`update entries set status = 'DISCARDED', content = ${contentSoFar(tx)}
    where id = any(${entries})`;
  await tx`update calls set status = 'DISCARDED', ended_at = now() where id = any(${entries})`;
  await tx`delete from drafts where entry_id = any(${entries})`;
  return ids.map((id) => entryEvent(turnId, id, "DISCARDED"));
}
