/** A place in a stream: behind fact number `seq`, in the log's incarnation `epoch`. */
export interface Cursor {
  epoch: string;
  streamId: string;
  seq: number;
}

/** Why a cursor was refused. */
export type CursorFault = "BAD_CURSOR" | "CURSOR_EXPIRED";

const escapes: Record<string, string> = { "+": "-", "/": "_", "=": "" };

/** The opaque text of a cursor: base64url of `1.<epoch>.<stream>.<seq>`. */
export function encodeCursor({ epoch, streamId, seq }: Cursor): string {
  return btoa(`1.${epoch}.${streamId}.${seq}`).replace(/[+/=]/g, (c) => escapes[c] ?? c);
}

/** The cursor in `text`, or null when it is none of ours. */
export function decodeCursor(text: string): Cursor | null {
  const parts = decode(text)?.split(".") ?? [];
  const [version, epoch, streamId, digits] = parts;
  if (parts.length !== 4 || version !== "1" || !epoch || !streamId) return null;
  return /^\d{1,15}$/.test(digits ?? "") ? { epoch, streamId, seq: Number(digits) } : null;
}

/**
 * The number to go on behind, or why not: another stream's or ahead of the head in the same epoch is BAD_CURSOR;
 * an older epoch, or before the oldest fact kept, is CURSOR_EXPIRED. Null starts at the oldest fact kept.
 */
export function resumePoint(
  after: string | null | undefined,
  stream: { id: string; epoch: string; head: number; oldest: number },
): number | CursorFault {
  if (after == null) return stream.oldest - 1;
  const cursor = decodeCursor(after);
  if (!cursor || cursor.streamId !== stream.id) return "BAD_CURSOR";
  if (cursor.epoch !== stream.epoch) return "CURSOR_EXPIRED";
  if (cursor.seq > stream.head) return "BAD_CURSOR";
  return cursor.seq < stream.oldest - 1 ? "CURSOR_EXPIRED" : cursor.seq;
}

function decode(text: string): string | null {
  try {
    return atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  } catch {
    return null;
  }
}
