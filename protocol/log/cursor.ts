import type { DurableEvent } from "./event.ts";
import { fnv1a } from "../text/fnv.ts";

/** A position in a stream: after event number `seq` of the log's epoch. */
export interface Cursor {
  epoch: string;
  streamId: string;
  seq: number;
  /** The mark of that event (`markOf`), by which another epoch recognises the same event. */
  mark?: string | undefined;
  /** The first number that was left out before this position, by a filter: the next event covers from it. */
  from?: number | undefined;
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

/**
 * The opaque text of a cursor: base64url of `1.<epoch>.<stream>.<seq>`, `.<mark>` if it is known, and `.<from>` where
 * numbers were left out before it.
 */
export function encodeCursor({ epoch, streamId, seq, mark, from }: Cursor): string {
  const rest = from === undefined ? mark ? `.${mark}` : "" : `.${mark ?? ""}.${from}`;
  return btoa(`1.${epoch}.${streamId}.${seq}${rest}`).replace(/[+/=]/g, (c) => escapes[c] ?? c);
}

/** The cursor, of a position before which the numbers from `from` on were left out. */
export function withCoverage(cursor: string, from: number): string {
  const decoded = decodeCursor(cursor);
  return decoded ? encodeCursor({ ...decoded, from }) : cursor;
}

/** The first number that was left out before a cursor's position; null: none was, or the text is no cursor. */
export function coveredFrom(cursor: string): number | null {
  return decodeCursor(cursor)?.from ?? null;
}

/** Parses a cursor; null if the text is none. */
export function decodeCursor(text: string): Cursor | null {
  const parts = decode(text)?.split(".") ?? [];
  const [version, epoch, streamId, digits, mark, from] = parts;
  if (parts.length < 4 || parts.length > 6 || version !== "1" || !streamId) return null;
  if (!epoch || !/^[a-z0-9]{1,32}$/.test(epoch)) return null;
  if (!/^\d{1,15}$/.test(digits ?? "") || !/^[a-z0-9]{0,20}$/.test(mark ?? "")) return null;
  if (from !== undefined && !/^\d{1,15}$/.test(from)) return null;
  const coverage = from === undefined ? {} : { from: Number(from) };
  return { epoch, streamId, seq: Number(digits), ...(mark && { mark }), ...coverage };
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
