import { defineQuery, setHandler } from "@temporalio/workflow";
import {
  type ConversationLive,
  liveQuery,
} from "../../protocol/conversation/conversation-workflow.ts";

/** Answers the live query of this workflow with the returned state, which the workflow changes. */
export function answerLiveQuery(): ConversationLive {
  const live: ConversationLive = { at: "", advancing: false, toolCalls: [], wakesAt: null };
  setHandler(
    defineQuery<ConversationLive>(liveQuery),
    () => ({ ...live, at: new Date().toISOString() }),
  );
  return live;
}
