/** Where drafts survive a reload of the page. */
type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

const nameOf = (conversationId: string) => `tramontane.draft ${conversationId}`;

/** The text that was written and not sent. */
export function readDraft(storage: Storage, conversationId: string): string {
  try {
    return storage.getItem(nameOf(conversationId)) ?? "";
  } catch {
    return "";
  }
}

/** Keeps a text that was not sent yet. A storage that is full or forbidden keeps none: it stays in the page. */
export function writeDraft(storage: Storage, conversationId: string, text: string): void {
  try {
    if (text === "") storage.removeItem(nameOf(conversationId));
    else storage.setItem(nameOf(conversationId), text);
  } catch {
    return;
  }
}
