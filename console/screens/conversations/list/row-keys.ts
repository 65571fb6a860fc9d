import { useShortcuts } from "../../../app/shortcuts.ts";

/** The link of the row in which the focus is. */
const rowOfFocus = (): string | undefined =>
  document.activeElement?.closest("li")?.querySelector<HTMLElement>("[data-row]")?.dataset["row"];

const linkOf = (id: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);

/** The id that is `step` rows further than `from`; without a row, the first. */
export function nextRow(
  ids: readonly string[],
  from: string | undefined,
  step: 1 | -1,
): string | undefined {
  const at = from === undefined ? -1 : ids.indexOf(from);
  if (at < 0) return ids[0];
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))];
}

/** `j` and `k` go through the rows, `s` selects the row of the focus; Enter opens it as a link does. */
export function useRowKeys(ids: readonly string[], toggle: ((id: string) => void) | null): void {
  const go = (step: 1 | -1) => {
    const next = nextRow(ids, rowOfFocus(), step);
    if (next !== undefined) linkOf(next)?.focus();
  };
  useShortcuts({
    j: () => go(1),
    k: () => go(-1),
    s: () => {
      const id = rowOfFocus();
      if (id !== undefined) toggle?.(id);
    },
  });
}
