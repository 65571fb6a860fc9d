/** Cards in the page, in their order. */
const cards = (selector = "[data-approval]"): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(selector),
];

const cardOf = (element: Element | null) =>
  element?.closest<HTMLElement>("[data-approval]") ?? null;

/** The id of the approval whose card has the focus; null: none has it. */
export const focusedCard = (): string | null =>
  cardOf(document.activeElement)?.dataset["approval"] ?? null;

/** Moves the focus to the next card (1) or the previous one (-1); to the first where no card has it. */
export function moveFocus(by: 1 | -1): void {
  const all = cards();
  const at = all.findIndex((card) => card.contains(document.activeElement));
  const to = at === -1 ? all[0] : all[at + by];
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
}

/** Gives the focus to the next card that waits, or back to this one: its buttons are gone. */
export function focusAfter(id: string): void {
  const all = cards();
  const at = all.findIndex((card) => card.dataset["approval"] === id);
  const waits = (card: HTMLElement) =>
    card.dataset["verdict"] === "PENDING" && card.dataset["approval"] !== id;
  (all.slice(at + 1).find(waits) ?? all.slice(0, at).findLast(waits) ?? all[at])?.focus();
}

/** Gives the focus to the card of an approval. */
export function focusCard(id: string): void {
  cards().find((card) => card.dataset["approval"] === id)?.focus();
}
