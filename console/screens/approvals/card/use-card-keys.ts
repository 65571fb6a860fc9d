import { useShortcuts } from "../../../app/shortcuts.ts";

/** Presses the button with this key in the card that has the focus, or that the row with the focus has. */
function pressInCard(key: "a" | "x"): void {
  const focused = document.activeElement;
  const card = focused?.closest("[data-approval]") ??
    focused?.closest("article")?.querySelector("[data-approval]");
  card?.querySelector<HTMLButtonElement>(`[data-key="${key}"]`)?.click();
}

/** `a` approves what the card with the focus shows, `x` asks why to reject it. Once on a page, for all of its cards. */
export function useCardKeys(): void {
  useShortcuts({ a: () => pressInCard("a"), x: () => pressInCard("x") });
}
