import { useEntryText } from "@tramontane/react";

/** The first words of a message. */
export function QueuedText({ id }: { id: string }) {
  return useEntryText(id).slice(0, 120);
}
