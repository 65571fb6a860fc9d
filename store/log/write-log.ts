import type { DraftDelta } from "../../protocol/log/event.ts";
import { json, type Sql } from "../database/sql.ts";
import type { ClaimedCall } from "../call/claimed-call.ts";
import type { OpenedEntry } from "../call/model-outcome.ts";
import { entryEvent } from "./events.ts";

/** What one call has to write: entries to announce, then text of open entries. */
export interface LogWrite {
  call: ClaimedCall;
  opened: readonly OpenedEntry[];
  chunks: readonly DraftDelta[];
  /** Parts of which some text was committed before; the write checks that it still exists. */
  written: readonly { entryId: string; part: number }[];
}

/**
 * Outcome of a write. `busy`: another transaction has locked the stream, try again. `lost`: this attempt no longer has
 * the claim. `gone`: committed drafts are lost, as after a crash of PostgreSQL; write the text from its start. Unless the
 * outcome is `written`, nothing was written.
 */
export type WriteOutcome = "written" | "busy" | "lost" | "gone";

/** Identifies a claim of a call. */
export const writeKey = ({ call }: Pick<LogWrite, "call">) => `${call.id}/${call.fence}`;

/**
 * Writes what several calls have pending in one transaction, with one notification for all streams. At most one write
 * per claim. Sending the same batch again changes nothing, so a lost response does no harm. Returns outcomes by
 * `writeKey`.
 */
export async function writeLog(
  sql: Sql,
  batch: readonly LogWrite[],
): Promise<Map<string, WriteOutcome>> {
  const items = batch.map(({ call, opened, chunks, written }) => ({
    callId: call.id,
    fence: call.fence,
    tenant: call.tenant,
    streamId: call.conversationId,
    turnId: call.turnId,
    opened,
    events: opened.map((e) => entryEvent(call.turnId, e.id, "RUNNING")),
    chunks,
    written,
  }));
  const rows = await sql<{ key: string; outcome: WriteOutcome }[]>`
    select * from write_log(${json(sql, items)})`;
  return new Map(rows.map((row) => [row.key, row.outcome]));
}
