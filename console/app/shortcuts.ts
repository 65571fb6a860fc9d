import { useEffect, useRef } from "react";

/** What keys do on a screen: `j`, `Enter`, `[`, or two keys one after the other, `g c`. */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Longest time between the two keys of a shortcut, ms. */
const togetherMs = 1_500;

/** True where keys are text: there they are no shortcuts. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/**
 * Calls the shortcut of the pressed keys while the component is shown, except in fields and open dialogs. `Enter` and
 * `Space` on a control stay with the control.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    let first: { key: string; at: number } | null = null;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
      const { key } = event;
      if (
        key === "Enter" && event.target instanceof HTMLElement && event.target !== document.body
      ) {
        if (event.target.closest("a, button, summary")) return;
      }
      const both = first && event.timeStamp - first.at < togetherMs ? `${first.key} ${key}` : key;
      const action = current.current[both] ?? current.current[key];
      first = action && both !== key ? null : { key, at: event.timeStamp };
      if (!action) return;
      event.preventDefault();
      action(event);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
