import { type RefObject, useEffect, useRef } from "react";

/**
 * Moves the focus to the element when a control inside of it had it and is gone, after each render in which `when` has
 * changed. The element needs `tabIndex={-1}`. A person who has pressed elsewhere since is left alone.
 */
export function useKeptFocus(element: RefObject<HTMLElement | null>, when: unknown): void {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const focused = ({ target }: FocusEvent) => {
      const isInside = target instanceof Element && element.current?.contains(target) === true;
      last.current = isInside ? target : null;
    };
    const pressed = ({ target }: PointerEvent) => {
      if (!last.current?.contains(target as Node)) last.current = null;
    };
    document.addEventListener("focusin", focused);
    document.addEventListener("pointerdown", pressed);
    return () => {
      document.removeEventListener("focusin", focused);
      document.removeEventListener("pointerdown", pressed);
    };
  }, [element]);
  useEffect(() => {
    // A dialog that closes at the same time gives its focus back first.
    const timer = setTimeout(() => {
      const isGone = last.current?.isConnected === false;
      if (isGone && document.activeElement === document.body) element.current?.focus();
    });
    return () => clearTimeout(timer);
  }, [element, when]);
}
