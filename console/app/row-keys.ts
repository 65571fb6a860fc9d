import { useShortcuts } from "./shortcuts.ts";

/** `j` and `k` move the focus over the links of the rows. `Enter` opens one, as on any link. */
export function useRowKeys(): void {
  const move = (by: 1 | -1) => () => {
    const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    (at === -1 ? rows[0] : rows[at + by])?.focus();
  };
  useShortcuts({ j: move(1), k: move(-1) });
}
