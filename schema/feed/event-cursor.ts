import type { FollowedPage } from "../../protocol/paging.ts";
import type { GraphQLContext } from "../context.ts";

/** Options of the field `eventCursor` of a list whose changes the feed reports. */
export const feedCursorField = {
  description:
    "Cursor of the feed. The page is at least as new: subscribe to `feed` after this cursor, and read the list again where an item concerns it.",
  resolve: (page: unknown, _: unknown, { log }: GraphQLContext) =>
    log.durableCursor(log.feed, (page as FollowedPage<unknown>).feedHead),
};
