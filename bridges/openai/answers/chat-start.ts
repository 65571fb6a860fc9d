import type { BridgeCall } from "../../bridge.ts";
import type { ChatBody } from "../request/chat-body.ts";
import { chatInput } from "../request/chat-input.ts";
import { requestKey } from "../request/request-key.ts";
import { findConversation } from "../turn/find-turn.ts";
import { checkModel, modelOf } from "../turn/model.ts";
import { firstTurn, nextTurn, startConversation } from "../turn/start-turn.ts";
import type { StartedTurn } from "../turn/started-turn.ts";

/** Header with a name that a client gives a chat, by which it is continued. */
const chatHeader = "x-conversation-key";

/**
 * The turn of a request for a completion. Each starts a conversation, with its earlier messages as context. With
 * `conversation`, or the same header `X-Conversation-Key`, its last message continues one.
 */
export async function chatTurn(call: BridgeCall, body: ChatBody): Promise<StartedTurn> {
  const { operations, request } = call;
  const { first, next } = chatInput(body);
  const key = requestKey(request);
  if (body.conversation) {
    const found = await findConversation(operations, body.conversation, "conversation");
    checkModel(body.model, modelOf(found.agentVersion));
    return await nextTurn(operations, found, next, key);
  }
  const chat = request.headers.get(chatHeader);
  if (!chat) return await firstTurn(operations, body.model, first, key);
  // The key of the start finds the conversation again: nothing else has to be stored.
  const started = await startConversation(operations, body.model, null, `openai-chat-${chat}`);
  const { conversation } = started;
  const others = conversation.turns.nodes.filter(({ messages }) =>
    messages.every(({ idempotencyKey }) => idempotencyKey !== key)
  );
  return await nextTurn(operations, conversation, others.length > 0 ? next : first, key);
}
