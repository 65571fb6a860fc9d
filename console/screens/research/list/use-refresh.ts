import { useEffect, useRef } from "react";
import { type FeedFilter, useFeed } from "@tramontane/react";

/** What changes a list of runs. */
const filter: FeedFilter = { kinds: ["RESEARCH_STARTED", "PHASE_CHANGED", "RESEARCH_ENDED"] };
/** Several items in this time are one reading, ms: the phases of a run begin and end together. */
const togetherMs = 500;
/** How often a list is read again, of which the feed says nothing for long: it may be refused, ms. */
const everyMs = 30_000;

/** Reads a list of runs again when one begins, changes or ends, while the page is shown. */
export function useRefresh(refetch: () => void, isOn: boolean): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const soon = () => {
    if (!isOn) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      refetch();
    }, togetherMs);
  };
  useFeed(filter, soon);
  useEffect(() => {
    if (!isOn) return;
    const again = setInterval(() => document.visibilityState === "visible" && refetch(), everyMs);
    return () => {
      clearInterval(again);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [refetch, isOn]);
}
