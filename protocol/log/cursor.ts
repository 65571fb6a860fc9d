import type { DurableEvent } from "./event.ts";
import { fnv1a } from "../text/fnv.ts";

/** A place in a stream: behind event number `seq`, in the log's incarnation `epoch`. */
export interface Cursor {
  epoch: string;
  streamId: string;
  seq: number;
  /** Of that event, by `markOf`: whether another incarnation has the same one. */
  mark?: string | undefined;
}

const marks = new WeakMap<DurableEvent, string>();

/**
 * What tells a event from any other of its number: when it was written, and a hash of what it says. Facts of a stream
 * are committed in their order, so a log that has this one has all before it, too.
 */
export function markOf(event: DurableEvent): string {
  const known = marks.get(event);
  if (known !== undefined) return known;
  const mark = event.at.getTime().toString(36) + fnv1a(JSON.stringify(event.body)).toString(36);
  marks.set(event, mark);
  return mark;
}

/** Why a cursor was refused. */
export type CursorFault = "BAD_CURSOR" | "CURSOR_EXPIRED";

const escapes: Record<string, string> = { "+": "-", "/": "_", "=": "" };

/** The opaque text of a cursor: base64url of `1.<epoch>.<stream>.<seq>`, and `.<mark>` where it is known. */
export function encodeCursor({ epoch, streamId, seq, mark }: Cursor): string {
  return btoa(`1.${epoch}.${streamId}.${seq}${mark ? `.${mark}` : ""}`).replace(
    /[+/=]/g,
    (c) => escapes[c] ?? c,
  );
}

/** The cursor in `text`, or null when it is none of ours. */
export function decodeCursor(text: string): Cursor | null {
  const parts = decode(text)?.split(".") ?? [];
  const [version, epoch, streamId, digits, mark] = parts;
  if (parts.length < 4 || parts.length > 5 || version !== "1" || !streamId) return null;
  if (!epoch || !/^[a-z0-9]{1,32}$/.test(epoch)) return null;
  if (!/^\d{1,15}$/.test(digits ?? "") || !/^[a-z0-9]{0,20}$/.test(mark ?? "")) return null;
  return { epoch, streamId, seq: Number(digits), ...(mark && { mark }) };
}

/** A place of another epoch: good only if event `seq` still has this mark. */
export interface EarlierPosition {
  seq: number;
  mark: string;
}

/**
 * The number to go on behind, or why not: another stream's or ahead of the head in the same epoch is BAD_CURSOR;
 * before the oldest event kept is CURSOR_EXPIRED. Of another epoch it has to be looked at, or is CURSOR_EXPIRED where
 * that cannot be. Null starts at the oldest event kept.
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
