import { type RefObject, useLayoutEffect, useRef } from "react";

/** For the part of a card that goes with the decision: the card takes the focus before the part is removed. */
export function useFocusStays<E extends HTMLElement>(): RefObject<E | null> {
  const part = useRef<E>(null);
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      element.closest<HTMLElement>("[data-approval]")?.focus({ preventScroll: true });
    };
  }, []);
  return part;
}
