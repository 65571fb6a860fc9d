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
  { refetch, isFetching, fault }: Pick<ApiQuery<unknown>, "refetch" | "isFetching" | "fault">,
): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isDue = useRef(false);
  const isBusy = useRef(isFetching);
  const read = useCallback(() => {
    timer.current = undefined;
    // A request that is under way may have read the state before the change: it is read again after it.
    isDue.current = document.visibilityState === "hidden" || isBusy.current;
    if (isDue.current) return;
    // It is under way now, also before the page renders that.
    isBusy.current = true;
    refetch();
  }, [refetch]);
  useFeed(filter, () => {
    timer.current ??= setTimeout(() => latest.current(), settleMs);
  });
  const latest = useRef(read);
  // After each rendering: that a request began and ended may be one.
  useEffect(() => {
    latest.current = read;
    isBusy.current = isFetching;
    if (!isFetching && isDue.current) read();
  });
  useEffect(() => {
    const again = () => isDue.current && read();
    document.addEventListener("visibilitychange", again);
    return () => document.removeEventListener("visibilitychange", again);
  }, [read]);
  useEffect(() => () => {
    clearTimeout(timer.current);
    timer.current = undefined;
  }, []);
  useEffect(() => {
    if (fault === null) return;
    const retry = setInterval(read, retryMs);
    return () => clearInterval(retry);
  }, [read, fault]);
}
