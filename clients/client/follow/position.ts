import type { StreamEvent } from "../event.ts";

/** Position of a reader in a stream. */
export interface StreamPosition {
  /** Latest cursor, to resume after; undefined: the oldest stored event. */
  cursor: string | undefined;
  /** `seq` of the latest event; undefined before the first. */
  last: number | undefined;
  /** `last` when a gap was detected after it; undefined otherwise. */
  gapAt: number | undefined;
}

/** What to do with an event. `broken`: a gap that remained after resuming. */
export type EventAction = "apply" | "skip" | "gap" | "broken";

/** Position of a reader that has received no event. */
export function startAt(cursor: string | undefined): StreamPosition {
  return { cursor, last: undefined, gapAt: undefined };
}

/** The action for an event, by its numbers alone: for live, replayed and resumed streams alike. */
export function actionFor({ last, gapAt }: StreamPosition, { fromSeq }: StreamEvent): EventAction {
  if (last === undefined) return "apply";
  if (fromSeq <= last) return "skip";
  if (fromSeq <= last + 1) return "apply";
  return gapAt === last ? "broken" : "gap";
}

/** Position after an applied event. */
export function positionAfter(event: StreamEvent): StreamPosition {
  return { cursor: event.cursor, last: event.seq, gapAt: undefined };
}

/** The same position, with a gap detected after it. */
export function withGap(position: StreamPosition): StreamPosition {
  return { ...position, gapAt: position.last };
}
