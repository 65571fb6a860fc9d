import type { StreamEvent } from "./event.ts";

/** Where a reader stands in a stream. */
export interface Place {
  /** Newest cursor, to resume behind; undefined begins at the oldest event kept. */
  cursor: string | undefined;
  /** `seq` of the event before; undefined until there was one. */
  last: number | undefined;
  /** `last` as it was when a gap was noticed there. */
  gapAt: number | undefined;
}

/** What to do with an event: `broken` is a gap that was still there after resuming. */
export type Judgement = "apply" | "skip" | "gap" | "broken";

/** The place of a reader that has seen nothing. */
export function startAt(cursor: string | undefined): Place {
  return { cursor, last: undefined, gapAt: undefined };
}

/** Judges an event by its numbers alone, the same live, replayed and resumed. */
export function judge({ last, gapAt }: Place, { fromSeq }: StreamEvent): Judgement {
  if (last === undefined) return "apply";
  if (fromSeq <= last) return "skip";
  if (fromSeq <= last + 1) return "apply";
  return gapAt === last ? "broken" : "gap";
}

/** The place behind an event that was applied. */
export function behind(event: StreamEvent): Place {
  return { cursor: event.cursor, last: event.seq, gapAt: undefined };
}

/** The same place, with a gap noticed behind it. */
export function withGap(place: Place): Place {
  return { ...place, gapAt: place.last };
}
