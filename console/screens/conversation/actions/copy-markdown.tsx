import { type Conversation, useStores } from "@tramontane/react";
import { useState } from "react";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { asMarkdown } from "./as-markdown.ts";

/** Most pages that are read for it: 10,000 entries. */
const maxPages = 200;

/** Copies the whole conversation as Markdown; older entries are read first. */
export function CopyMarkdown(
  { conversation, title }: { conversation: Conversation; title: string },
) {
  const store = useStores().conversation(conversation.id);
  const announce = useAnnounce();
  const [isBusy, setBusy] = useState(false);
  const copy = async () => {
    setBusy(true);
    const fault = await readAll();
    const text = asMarkdown(title, store.state.get().turns, (id) => store.texts.text(id).get());
    const failed = fault ?? await write(text);
    setBusy(false);
    announce(failed === null ? "Copied the conversation as Markdown." : `Not copied: ${failed}`);
  };
  /** Why not all could be read; null: all is read. */
  const readAll = async (): Promise<string | null> => {
    for (let page = 0; page < maxPages; page++) {
      const result = await store.loadOlder();
      if (!result.ok) return result.fault.message;
      if (result.value === 0) return null;
    }
    return "it is longer than 10,000 entries";
  };
  return <Button icon="copy" isBusy={isBusy} onClick={() => void copy()}>Copy as Markdown</Button>;
}

async function write(text: string): Promise<string | null> {
  try {
    await navigator.clipboard.writeText(text);
    return null;
  } catch {
    return "the browser does not allow it";
  }
}
