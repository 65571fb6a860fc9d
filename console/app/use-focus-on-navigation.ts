import { useEffect, useRef } from "react";
import { useLocation } from "wouter";

/** Id of the element that has the screen. */
export const mainId = "main";

/** After a change of the page the focus is on the screen, where the element that had it is gone. */
export function useFocusOnNavigation(): void {
  const [path] = useLocation();
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    if (document.activeElement === document.body) document.getElementById(mainId)?.focus();
  }, [path]);
}
