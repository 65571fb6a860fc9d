import type { DraftDelta } from "../../protocol/log/event.ts";
import { json, type Sql } from "../database/connect.ts";
import type { ClaimedCall } from "../call/claimed-call.ts";
import type { OpenedEntry } from "../call/model-outcome.ts";
import { entryEvent } from "./events.ts";

/** What one call has to write: entries to announce, then text of open ones. */
export interface LogWrite {
  call: ClaimedCall;
  opened: readonly OpenedEntry[];
  chunks: readonly DraftDelta[];
  /** Parts whose beginning was committed before; checked to be there still. */
  written: readonly { entryId: string; part: number }[];
}

/**
 * What became of a write. `busy`: the stream is held by somebody else, try again. `lost`: the call is no longer ours.
 * `gone`: drafts that were written are no more, as after a crash of PostgreSQL; write the text from its start.
 * Only of `written` anything was written.
 */
export type WriteOutcome = "written" | "busy" | "lost" | "gone";

/** A claim of a call as one text. */
export const writeKey = ({ call }: Pick<LogWrite, "call">) => `${call.id}/${call.fence}`;

/**
 * Writes what several calls have pending in one transaction with one notification for all streams. At most one write
 * of each claim. Sending the same batch again changes nothing, so a lost answer is no loss. Answers by `writeKey`.
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
