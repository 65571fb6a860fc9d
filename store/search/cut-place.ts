import type { MomentPlace } from "../paging/places.ts";

/** A match as it was read: its place, and whether the caller may read it. */
export interface ReadMatch {
  id: string;
  at: Date;
  isVisible: boolean;
}

const hourMs = 3_600_000;
/** Older than all ids of the same instant. */
const noId = "agent_0";

/**
 * Where a search goes on that ran out of time. A cursor can be read by its owner: the id and the time of a text of someone
 * else would say that it has the words of the query. So behind an invisible match it goes on at the last visible one, or
 * at the end of the hour of the match, whichever is later in the results. `from`: where this page began; null where no
 * such place is behind it, so that the next page would be the same.
 */
export function cutPlace(
  last: ReadMatch,
  lastVisible: ReadMatch | null,
  from: MomentPlace | null,
): MomentPlace | null {
  if (last.isVisible) return placeOf(last);
  const hour = new Date((Math.floor(last.at.getTime() / hourMs) + 1) * hourMs);
  if (lastVisible !== null && lastVisible.at <= hour) return placeOf(lastVisible);
  const isBehind = lastVisible !== null || from === null || hour < new Date(from.at);
  return isBehind ? { at: hour.toISOString(), id: noId } : null;
}

const placeOf = ({ id, at }: ReadMatch): MomentPlace => ({ at: at.toISOString(), id });
