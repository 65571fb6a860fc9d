import type { Source } from "../../../clients/client/source.ts";
import { InvalidRequest } from "../errors.ts";
import type { ContentPart } from "../request/content.ts";
import { findTurn, type FoundTurn } from "./find-turn.ts";
import { checkModel, modelOf } from "./model.ts";
import { branchedTurn, nextTurn } from "./start-turn.ts";
import type { StartedTurn } from "./started-turn.ts";

/**
 * The turn of a message after an earlier response. After the latest one the conversation goes on; after another one a new
 * conversation branches off.
 */
export async function continueTurn(
  operations: Source,
  previous: string,
  message: { model: string | null | undefined; content: ContentPart[]; key: string },
): Promise<StartedTurn> {
  const { turn } = await findTurn(operations, previous, "previous_response_id");
  const { content, key, model } = message;
  checkModel(model, modelOf(turn.conversation.agentVersion));
  if (isLatest(turn, key)) return await nextTurn(operations, turn.conversation, content, key);
  if (turn.reply) return await branchedTurn(operations, turn.reply.id, content, key);
  throw new InvalidRequest(
    `The response '${previous}' has no answer to continue from.`,
    "previous_response_id",
  );
}

/** A turn that this very request has opened does not count: the request is repeated. */
function isLatest({ id, conversation: { turns: { nodes } } }: FoundTurn, key: string): boolean {
  const others = nodes.filter((turn) => turn.messages.every((m) => m.idempotencyKey !== key));
  return others.length === nodes.length ? nodes.at(-1)?.id === id : true;
}
