import { useEffect } from "react";

/** How often a list is read while the page is shown, ms. */
const everyMs = 4_000;

/** Reads a list again while the page is shown. */
export function useRefresh(refetch: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState !== "hidden") refetch();
    }, everyMs);
    return () => clearInterval(timer);
  }, [refetch]);
}
