import type { DraftDelta, TextKind } from "../../protocol/log/event.ts";
import type { ClaimedCall } from "../call/claimed-call.ts";
import type { OpenedEntry } from "../call/model-outcome.ts";
import { sanitizedText } from "../database/sql.ts";
import { noteOf, readLater } from "./notified-text.ts";

/** Limit on a notification, bytes, without its head. PostgreSQL's is 7,999 for all of it. */
const maxBytes = 7_800;

/** New text of an open entry. `row`: the row of the table that holds it at its end; by default one of its own. */
export interface DraftChunk extends DraftDelta {
  row?: { offset: number; text: string };
}

/** What one call has to write: entries to announce, then text of open entries, at most one chunk of each row. */
export interface LogWrite {
  call: ClaimedCall;
  opened: readonly OpenedEntry[];
  chunks: readonly DraftChunk[];
  /** Parts of which some text was committed before; the write checks that it still exists. */
  written: readonly { entryId: string; part: number }[];
}

/** A row of drafts to write, and how readers learn of it. */
interface DraftRowToWrite {
  /** The number of its write in the batch, from 1. */
  item: number;
  streamId: string;
  entryId: string;
  part: number;
  offset: number;
  kind: TextKind;
  text: string;
  /** The new text, for the readers. */
  note: string;
  /** The notification that carries the note. */
  page: number;
}

/** The rows of a batch. Notes are distributed to as few notifications as possible, each below PostgreSQL's limit. */
export function draftRows(batch: readonly LogWrite[]): DraftRowToWrite[] {
  const pageOf = pages();
  return batch.flatMap(({ call, chunks }, n) =>
    chunks.map(({ row, streamId = call.conversationId, entryId, part, kind, offset, text }) => {
      const place = { item: n + 1, streamId, entryId, part, kind };
      const stored = { offset: row?.offset ?? offset, text: sanitizedText(row?.text ?? text) };
      const delta = { draftId: entryId, part, kind, offset, text: sanitizedText(text) };
      return { ...place, ...stored, ...pageOf(streamId, noteOf(delta)) };
    })
  );
}

const utf8 = new TextEncoder();
const bytesOf = (text: string) => utf8.encode(text).length;

/** Assigns notes to pages in their order. A note that no page can hold makes the readers read. */
function pages() {
  let [page, used] = [1, 0];
  return (streamId: string, whole: string) => {
    const fits = bytesOf(whole) + streamId.length + 2 <= maxBytes;
    const note = fits ? whole : readLater;
    const size = bytesOf(note) + streamId.length + 2;
    if (used + size > maxBytes) [page, used] = [page + 1, 0];
    used += size;
    return { note, page };
  };
}
