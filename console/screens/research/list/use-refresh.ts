import { useEffect } from "react";

/** How often a list is read again while the page is shown, ms. */
const everyMs = 5_000;

/** Reads a list again while the page is shown. */
export function useRefresh(refetch: () => void, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => document.visibilityState === "visible" && refetch(), everyMs);
    return () => clearInterval(timer);
  }, [refetch, isOn]);
}
