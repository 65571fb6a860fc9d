import { useEffect } from "react";

/** Reads again at an interval, ms, while the page is shown; null: not. For what no item of the feed reports. */
export function useReadEvery(everyMs: number | null, refetch: () => void): void {
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") refetch();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, refetch]);
}
