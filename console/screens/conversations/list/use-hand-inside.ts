import { type RefObject, useEffect, useState } from "react";

/** True while a pointer that hovers, or the focus, is inside of the element: its rows must not move then. */
export function useHandInside(element: RefObject<HTMLElement | null>): boolean {
  const [inside, setInside] = useState({ pointer: false, focus: false });
  useEffect(() => {
    const root = element.current;
    if (!root) return;
    const pointer = (isIn: boolean) => (event: PointerEvent) => {
      // A finger leaves no pointer behind.
      if (event.pointerType === "mouse") setInside((was) => ({ ...was, pointer: isIn }));
    };
    const focus = () =>
      setInside((was) => ({ ...was, focus: root.contains(document.activeElement) }));
    const left = (event: FocusEvent) => {
      if (!root.contains(event.relatedTarget as Node | null)) {
        setInside((was) => ({ ...was, focus: false }));
      }
    };
    const [enter, leave] = [pointer(true), pointer(false)];
    root.addEventListener("pointerenter", enter);
    root.addEventListener("pointerleave", leave);
    root.addEventListener("focusin", focus);
    root.addEventListener("focusout", left);
    return () => {
      root.removeEventListener("pointerenter", enter);
      root.removeEventListener("pointerleave", leave);
      root.removeEventListener("focusin", focus);
      root.removeEventListener("focusout", left);
    };
  }, [element]);
  return inside.pointer || inside.focus;
}
