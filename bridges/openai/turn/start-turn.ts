import type { Source } from "../../../clients/client/source.ts";
import { payloadOf } from "../../failure.ts";
import { InvalidRequest } from "../errors.ts";
import { openAiFork, openAiSend, openAiStart } from "../openai.generated.ts";
import type { ContentPart } from "../request/content.ts";
import { modelOf, parseModel } from "./model.ts";
import type { StartedTurn } from "./started-turn.ts";

/** A conversation as the bridge reads it. */
export interface Conversation {
  id: string;
  agentVersion: { number: number; agent: { name: string } };
}

/** Starts a conversation with the agent that `model` names. Without content it waits for a message. */
export async function startConversation(
  operations: Source,
  model: string,
  content: ContentPart[] | null,
  idempotencyKey: string,
) {
  const input = { ...parseModel(model), content, idempotencyKey };
  const { result } = await operations.request(openAiStart, { input });
  if (result.__typename === "NotFoundError") throw noModel(model);
  return payloadOf(result);
}

/** The error of a model that does not exist. */
export const noModel = (model: string): InvalidRequest =>
  new InvalidRequest(
    `The model '${model}' does not exist: \`model\` is an agent, or \`<agent>@<version or alias>\`; GET /models lists them.`,
    "model",
    "model_not_found",
    404,
  );

/** The turn of a first message. */
export async function firstTurn(
  operations: Source,
  model: string,
  content: ContentPart[],
  key: string,
): Promise<StartedTurn> {
  const { conversation, turn } = await startConversation(operations, model, content, key);
  return ofNew(conversation, turn);
}

/** The turn of a further message. A message while another one is answered is refused. */
export async function nextTurn(
  operations: Source,
  conversation: Conversation,
  content: ContentPart[],
  idempotencyKey: string,
): Promise<StartedTurn> {
  const { id: conversationId, agentVersion } = conversation;
  const input = { conversationId, content, idempotencyKey, whenBusy: "REJECT" as const };
  const { result } = await operations.request(openAiSend, { input });
  const { turn: { id: turnId, createdAt }, eventCursor: after } = payloadOf(result);
  const model = modelOf(agentVersion);
  return { ref: { turnId, part: 0 }, conversationId, after, model, createdAt };
}

/** The turn of a message that continues a conversation from an earlier entry. */
export async function branchedTurn(
  operations: Source,
  entryId: string,
  content: ContentPart[],
  idempotencyKey: string,
): Promise<StartedTurn> {
  const input = { entryId, content, idempotencyKey };
  const { result } = await operations.request(openAiFork, { input });
  const { conversation, turn } = payloadOf(result);
  return ofNew(conversation, turn);
}

function ofNew(
  { id: conversationId, agentVersion }: Conversation,
  turn: { id: string; createdAt: string } | null,
): StartedTurn {
  if (!turn) throw new Error("a conversation was started with a message and has no turn");
  const { id: turnId, createdAt } = turn;
  const model = modelOf(agentVersion);
  return { ref: { turnId, part: 0 }, conversationId, after: null, model, createdAt };
}
