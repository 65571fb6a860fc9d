import type { Source } from "../../clients/client/source.ts";
import { BridgeError, payloadOf } from "../failure.ts";
import { agUiStart, agUiThread } from "./ag-ui.generated.ts";
import type { Address } from "./address.ts";
import { labelOf, startKey } from "./keys.ts";

const isOurs = (threadId: string) => threadId.startsWith("conversation_");

/**
 * The conversation of a thread; null for none yet. A thread id that is the id of a conversation is that conversation; any
 * other one is found by the label that `startThread` gave it, of the caller's own conversations with the agent.
 */
export async function findThread(
  operations: Source,
  { agent }: Address,
  threadId: string,
): Promise<string | null> {
  if (isOurs(threadId)) return threadId;
  const variables = { agent, label: labelOf(threadId) };
  const { viewer, conversations } = await operations.request(agUiThread, variables);
  if (!conversations) throw mayNotRead();
  // Another user's conversation may be shared with the caller, and may have any label.
  const own = conversations.nodes.find(({ owner }) => owner === null || owner === viewer.subject);
  return own?.id ?? null;
}

/** Starts the conversation of a thread, once: the same thread has the same key, at any API process. */
export async function startThread(
  operations: Source,
  { agent, version }: Address,
  threadId: string,
): Promise<string> {
  const input = {
    agent,
    version,
    labels: [labelOf(threadId)],
    idempotencyKey: startKey(agent, version, threadId),
  };
  const { result } = await operations.request(agUiStart, { input });
  return payloadOf(result).conversation.id;
}

const mayNotRead = () =>
  new BridgeError({
    status: 403,
    code: "FORBIDDEN",
    message: "These credentials need the scope conversations:read.",
  });
