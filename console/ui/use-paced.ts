import { useLayoutEffect, useReducer, useRef } from "react";

/** Rests between two renderings, in times that the last one took: rendering takes at most a fifth of the time. */
const rests = 4;

/** A text that is costly to render while it grows: it changes at most as often as there is time for. The last one is shown. */
export function usePaced(text: string): string {
  const paced = useRef({ text: "", until: 0 });
  const [, again] = useReducer((count: number) => count + 1, 0);
  const begun = performance.now();
  const shown = begun >= paced.current.until ? text : paced.current.text;
  useLayoutEffect(() => {
    const now = performance.now();
    if (paced.current.text !== shown) {
      paced.current = { text: shown, until: now + rests * (now - begun) };
    }
    if (shown === text) return;
    const timer = setTimeout(again, Math.max(0, paced.current.until - now));
    return () => clearTimeout(timer);
  });
  return shown;
}
