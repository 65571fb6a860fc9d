import type { StreamEvent } from "./event.ts";

/** Where a reader stands in a stream. */
export interface StreamPosition {
  /** Newest cursor, to resume behind; undefined begins at the oldest event kept. */
  cursor: string | undefined;
  /** `seq` of the event before; undefined until there was one. */
  last: number | undefined;
  /** `last` as it was when a gap was noticed there. */
  gapAt: number | undefined;
}

/** What to do with an event: `broken` is a gap that was still there after resuming. */
export type EventAction = "apply" | "skip" | "gap" | "broken";

/** The position of a reader that has seen nothing. */
export function startAt(cursor: string | undefined): StreamPosition {
  return { cursor, last: undefined, gapAt: undefined };
}

/** Judges an event by its numbers alone, the same live, replayed and resumed. */
export function actionFor({ last, gapAt }: StreamPosition, { fromSeq }: StreamEvent): EventAction {
  if (last === undefined) return "apply";
  if (fromSeq <= last) return "skip";
  if (fromSeq <= last + 1) return "apply";
  return gapAt === last ? "broken" : "gap";
}

/** The position behind an event that was applied. */
export function behind(event: StreamEvent): StreamPosition {
  return { cursor: event.cursor, last: event.seq, gapAt: undefined };
}

/** The same position, with a gap noticed behind it. */
export function withGap(position: StreamPosition): StreamPosition {
  return { ...position, gapAt: position.last };
}
