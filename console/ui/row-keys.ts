import { type RefObject, useRef } from "react";
import { useShortcuts } from "../app/shortcuts.ts";

/**
 * `j` and `k` move the focus over the links of a list that have `data-row`, and `Enter` opens the link as in any page. Give
 * the returned reference to an element around the list.
 */
export function useRowKeys<E extends HTMLElement>(): RefObject<E | null> {
  const around = useRef<E>(null);
  const move = (step: 1 | -1) => {
    const rows = [...around.current?.querySelectorAll<HTMLElement>("[data-row]") ?? []];
    // The focus may be on another control of the row, such as its box to tick.
    const at = rows.findIndex((row) =>
      (row.closest("li, tr") ?? row).contains(document.activeElement)
    );
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
    rows[next]?.focus();
  };
  useShortcuts({ j: () => move(1), k: () => move(-1) });
  return around;
}
