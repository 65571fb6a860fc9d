import { type RefObject, useCallback, useEffect, useState } from "react";

/**
 * Whether a pointer that hovers, or the focus, is inside of the element: its rows must not move then. `reset`: what is
 * there now does not count until it moves.
 */
export function useHandInside(
  element: RefObject<HTMLElement | null>,
): { isInside: boolean; reset: () => void } {
  const [inside, setInside] = useState({ pointer: false, focus: false });
  useEffect(() => {
    const root = element.current;
    if (!root) return;
    const pointer = (isIn: boolean) => (event: PointerEvent) => {
      // A finger leaves no pointer behind.
      if (event.pointerType !== "mouse") return;
      setInside((was) => was.pointer === isIn ? was : { ...was, pointer: isIn });
    };
    const moved = pointer(true);
    // The element itself takes the focus where a control is gone: no row has it then.
    const focus = ({ target }: FocusEvent) =>
      setInside((was) => ({ ...was, focus: target !== root }));
    const left = (event: FocusEvent) => {
      if (!root.contains(event.relatedTarget as Node | null)) {
        setInside((was) => ({ ...was, focus: false }));
      }
    };
    const [enter, leave] = [pointer(true), pointer(false)];
    root.addEventListener("pointerenter", enter);
    root.addEventListener("pointerleave", leave);
    root.addEventListener("pointermove", moved);
    root.addEventListener("focusin", focus);
    root.addEventListener("focusout", left);
    return () => {
      root.removeEventListener("pointerenter", enter);
      root.removeEventListener("pointerleave", leave);
      root.removeEventListener("pointermove", moved);
      root.removeEventListener("focusin", focus);
      root.removeEventListener("focusout", left);
    };
  }, [element]);
  const reset = useCallback(() => setInside({ pointer: false, focus: false }), []);
  return { isInside: inside.pointer || inside.focus, reset };
}
