import { type RefObject, useLayoutEffect } from "react";

/**
 * Keeps the focus on the page when a live update removes the element that has it: `heir` gets it, with the element that
 * goes. Give it to the component that goes with the element.
 */
export function useFocusHeir<E extends HTMLElement>(
  element: RefObject<E | null>,
  heir: (gone: E) => HTMLElement | null | undefined,
): void {
  useLayoutEffect(() => {
    const gone = element.current;
    // React cleans up before it removes the element, so that it still has the focus.
    return () => {
      if (gone?.contains(document.activeElement)) heir(gone)?.focus({ preventScroll: true });
    };
  }, []);
}
