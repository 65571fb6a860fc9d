import type { Source } from "../../../clients/client/source.ts";
import { InvalidRequest } from "../errors.ts";
import { conversationIdOf, parseResponseId, type ResponseRef } from "../ids.ts";
import {
  openAiConversation,
  type OpenAiConversationQuery,
  openAiTurn,
  type OpenAiTurnQuery,
} from "../openai.generated.ts";

/** A turn as the bridge reads it. */
export type FoundTurn = Extract<NonNullable<OpenAiTurnQuery["turn"]>, { __typename: "Turn" }>;
/** A conversation as the bridge reads it. */
export type FoundConversation = NonNullable<OpenAiConversationQuery["conversation"]>;

/** The turn of a response, and which of its responses it is. Throws InvalidRequest if there is none. */
export async function findTurn(
  operations: Source,
  responseId: string,
  param: string | null = null,
): Promise<{ ref: ResponseRef; turn: FoundTurn }> {
  const ref = parseResponseId(responseId);
  const { turn } = ref ? await operations.request(openAiTurn, { id: ref.turnId }) : { turn: null };
  if (ref && turn?.__typename === "Turn") return { ref, turn };
  throw notFound("response", responseId, param);
}

/** A conversation by either form of its id. Throws InvalidRequest if there is none. */
export async function findConversation(
  operations: Source,
  given: string,
  param: string | null = null,
): Promise<FoundConversation> {
  const id = conversationIdOf(given);
  const found = id === null ? null : await operations.request(openAiConversation, { id });
  if (found?.conversation) return found.conversation;
  throw notFound("conversation", given, param);
}

/** The error of an object that does not exist, or that the caller may not read. */
export function notFound(what: string, id: string, param: string | null): InvalidRequest {
  const message = `The ${what} '${id.slice(0, 100)}' does not exist.`;
  return new InvalidRequest(message, param, `${what.replaceAll(" ", "_")}_not_found`, 404);
}
