import { type Conversation, type FeedFilter, useFeed } from "@tramontane/react";
import { useEffect, useMemo, useRef } from "react";
import { useApiQuery } from "../../api/use-api-query.ts";
import { consoleConversation, type ConsoleConversationQuery } from "./conversation.generated.ts";

/** What a query says of a conversation: labels, budget, usage. */
export type ConversationDetails = NonNullable<ConsoleConversationQuery["conversation"]>;

/** Shortest time between two readings while the conversation changes, ms. */
const pauseMs = 1_000;

/**
 * Reads the details of a conversation, again after its entries, its turns, its title or its labels have changed. Null while
 * they are read.
 */
export function useConversationDetails(conversation: Conversation): ConversationDetails | null {
  const { id, status, entries, turns } = conversation;
  const { data, refetch } = useApiQuery(consoleConversation, { id });
  const seen = useRef(false);
  const updates = useMemo<FeedFilter>(
    () => ({ kinds: ["CONVERSATION_UPDATED"], conversationId: id }),
    [id],
  );
  useFeed(updates, (item) => {
    if (item !== null) refetch();
  });
  useEffect(() => {
    if (!seen.current) {
      seen.current = status !== "loading";
      return;
    }
    const timer = setTimeout(refetch, pauseMs);
    return () => clearTimeout(timer);
  }, [status, entries.length, turns.length, refetch]);
  return data?.conversation ?? null;
}
