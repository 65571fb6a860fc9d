import { badInput } from "../errors.ts";
import { Event } from "./event.ts";
import { connection } from "../page/page.ts";

/** Longest wait of a long poll. */
export const maxWaitMs = 30_000;

/** Page of a log. */
export const EventConnection = connection("Event", Event, {
  page: "Page of a log. Its cursors are those of the subscription.",
  edge: "An event in a page.",
  node: "The event; never a TextDelta.",
  cursor: "Same as its `cursor`.",
  pageInfo:
    "Where the page lies. No previous page at `fromSeq > 1`: older events are no longer kept.",
});

/** The time to wait, checked; null for none. Throws BAD_USER_INPUT. */
export function waitMs(wait: number | null | undefined): number | null {
  if (wait == null || wait <= maxWaitMs) return wait ?? null;
  throw badInput([{ path: ["wait"], message: "Wait at most PT30S." }]);
}
