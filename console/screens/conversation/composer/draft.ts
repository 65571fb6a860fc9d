/** Where drafts survive a reload of the page. */
type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

/** Whose draft it is, and of which conversation: who signs in afterwards does not see it. */
export interface DraftPlace {
  readonly account: string;
  readonly conversationId: string;
}

const nameOf = ({ account, conversationId }: DraftPlace) =>
  `tramontane.draft ${conversationId} ${account}`;

/** The text that was written and not sent. */
export function readDraft(storage: Storage, place: DraftPlace): string {
  try {
    return storage.getItem(nameOf(place)) ?? "";
  } catch {
    return "";
  }
}

/** Keeps a text that was not sent yet. A storage that is full or forbidden keeps none: it stays in the page. */
export function writeDraft(storage: Storage, place: DraftPlace, text: string): void {
  try {
    if (text === "") storage.removeItem(nameOf(place));
    else storage.setItem(nameOf(place), text);
  } catch {
    return;
  }
}
