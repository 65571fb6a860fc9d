import { type FeedFilter, useFeed } from "@tramontane/react";
import { useCallback, useEffect, useRef } from "react";
import type { ApiQuery } from "./use-api-query.ts";

/** Between an item of the feed and the reading, ms: many items are one reading. */
const settleMs = 300;
/** Between two attempts while it cannot be read, ms. */
const retryMs = 4_000;

/**
 * Reads a list again after items of the feed, at once when the page is shown again, and until it succeeds. `filter`: items
 * that concern the list; the same object each time.
 */
export function useFeedRefresh(
  filter: FeedFilter,
  { refetch, fault }: Pick<ApiQuery<unknown>, "refetch" | "fault">,
): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isDue = useRef(false);
  const read = useCallback(() => {
    timer.current = undefined;
    isDue.current = document.visibilityState === "hidden";
    if (!isDue.current) refetch();
  }, [refetch]);
  useFeed(filter, () => {
    timer.current ??= setTimeout(read, settleMs);
  });
  useEffect(() => {
    const shown = () => isDue.current && read();
    document.addEventListener("visibilitychange", shown);
    return () => {
      document.removeEventListener("visibilitychange", shown);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [read]);
  useEffect(() => {
    if (fault === null) return;
    const retry = setInterval(read, retryMs);
    return () => clearInterval(retry);
  }, [read, fault]);
}
