"use client";
import type { Source, TextPart } from "@tramontane/client";
import { useStores } from "./provider.ts";
import { constant, useReadable } from "./use-readable.ts";

const noText = constant("");
const noParts = constant<readonly TextPart[]>([]);

/**
 * The Markdown of an entry that a conversation shows, as it is written: only the component with this hook is rendered again.
 * Empty for an entry that no conversation shows.
 */
export function useEntryText(entryId: string, client?: Source): string {
  const conversation = useStores(client).conversationOf(entryId);
  return useReadable(conversation?.texts.text(entryId) ?? noText);
}

/** All parts of an entry, as they are written: text, reasoning, arguments of a tool call, citations, files. */
export function useEntryParts(entryId: string, client?: Source): readonly TextPart[] {
  const conversation = useStores(client).conversationOf(entryId);
  return useReadable(conversation?.texts.parts(entryId) ?? noParts);
}
