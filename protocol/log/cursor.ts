import type { DurableEvent } from "./event.ts";
import { fnv1a } from "../text/fnv.ts";

/** A position in a stream: after event number `seq` of the log's epoch. */
export interface Cursor {
  epoch: string;
  streamId: string;
  seq: number;
  /** The mark of that event (`markOf`), by which another epoch recognises the same event. */
  mark?: string | undefined;
}

const marks = new WeakMap<DurableEvent, string>();

/**
 * Identifies an event among all that have its number: its time and a hash of its body. Events of a stream are committed
 * in order, so that a log with this event also has all before it.
 */
export function markOf(event: DurableEvent): string {
  const known = marks.get(event);
  if (known !== undefined) return known;
  const mark = event.at.getTime().toString(36) + fnv1a(JSON.stringify(event.body)).toString(36);
  marks.set(event, mark);
  return mark;
}

/** Why a cursor was rejected. */
export type CursorFault = "BAD_CURSOR" | "CURSOR_EXPIRED";

const escapes: Record<string, string> = { "+": "-", "/": "_", "=": "" };

/** The opaque text of a cursor: base64url of `1.<epoch>.<stream>.<seq>`, and `.<mark>` if it is known. */
export function encodeCursor({ epoch, streamId, seq, mark }: Cursor): string {
  return btoa(`1.${epoch}.${streamId}.${seq}${mark ? `.${mark}` : ""}`).replace(
    /[+/=]/g,
    (c) => escapes[c] ?? c,
  );
}

/** Parses a cursor; null if the text is none. */
export function decodeCursor(text: string): Cursor | null {
  const parts = decode(text)?.split(".") ?? [];
  const [version, epoch, streamId, digits, mark] = parts;
  if (parts.length < 4 || parts.length > 5 || version !== "1" || !streamId) return null;
  if (!epoch || !/^[a-z0-9]{1,32}$/.test(epoch)) return null;
  if (!/^\d{1,15}$/.test(digits ?? "") || !/^[a-z0-9]{0,20}$/.test(mark ?? "")) return null;
  return { epoch, streamId, seq: Number(digits), ...(mark && { mark }) };
}

/** A position of an earlier epoch: valid only if event `seq` still has this mark. */
export interface EarlierPosition {
  seq: number;
  mark: string;
}

/**
 * The sequence number after which a reader continues; null starts at the oldest event. A cursor of another stream, or
 * after the last event in the same epoch, is BAD_CURSOR; one before the oldest event is CURSOR_EXPIRED. A cursor of
 * another epoch is a position to verify, or CURSOR_EXPIRED if it cannot be verified.
 */
export function resumePoint(
  after: string | null | undefined,
  stream: { id: string; epoch: string; head: number; oldest: number },
): number | CursorFault | EarlierPosition {
  if (after == null) return stream.oldest - 1;
  const cursor = decodeCursor(after);
  if (!cursor || cursor.streamId !== stream.id) return "BAD_CURSOR";
  const { epoch, seq, mark } = cursor;
  if (seq < stream.oldest - 1) return "CURSOR_EXPIRED";
  if (epoch === stream.epoch) return seq > stream.head ? "BAD_CURSOR" : seq;
  if (seq === 0) return 0; // nothing was read that could have been lost
  return mark === undefined || seq > stream.head ? "CURSOR_EXPIRED" : { seq, mark };
}

function decode(text: string): string | null {
  try {
    return atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  } catch {
    return null;
  }
}
