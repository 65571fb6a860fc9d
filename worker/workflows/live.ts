import { defineQuery, setHandler } from "@temporalio/workflow";
import {
  type ConversationLive,
  liveQuery,
} from "../../protocol/conversation/conversation-workflow.ts";

/** The state of a conversation that nothing drives yet. */
export const initialLive = (): ConversationLive => ({
  at: "",
  advancing: false,
  toolCalls: [],
  wakesAt: null,
});

/** Answers the live query of this workflow with the state of `liveOf`, which receives the query's argument. */
export function answerLiveQuery(liveOf: (conversationId?: string) => ConversationLive): void {
  setHandler(
    defineQuery<ConversationLive, [conversationId?: string]>(liveQuery),
    (conversationId) => ({ ...liveOf(conversationId), at: new Date().toISOString() }),
  );
}
