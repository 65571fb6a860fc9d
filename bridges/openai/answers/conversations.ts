import { z } from "zod";
import type { BridgeCall } from "../../bridge.ts";
import { readJson } from "../../json-body.ts";
import { InvalidRequest } from "../errors.ts";
import { shortId } from "../ids.ts";
import { checkFields, never } from "../request/fields.ts";
import { requestKey } from "../request/request-key.ts";
import { findConversation } from "../turn/find-turn.ts";
import { modelOf } from "../turn/model.ts";
import { startConversation } from "../turn/start-turn.ts";
import { unixTime } from "../turn/started-turn.ts";

const schema = z.looseObject({ metadata: z.looseObject({ model: z.string() }) });
const fields = {
  read: ["metadata"],
  ignored: [],
  refused: { items: never("a conversation begins with its first response.") },
};

/** `POST /conversations`: one that waits for its first message. Its agent is `metadata.model`: OpenAI has no field for it. */
export async function createConversation({ operations, request }: BridgeCall): Promise<Response> {
  const { value } = await readJson(request, schema);
  if (!value) {
    const message = "A conversation belongs to an agent: name it in `metadata: { model: ... }`.";
    throw new InvalidRequest(message, "metadata.model", "missing_required_parameter");
  }
  checkFields(value, fields);
  const { model } = value.metadata;
  const { conversation } = await startConversation(operations, model, null, requestKey(request));
  return Response.json(conversationObject(conversation));
}

/** `GET /conversations/<id>`. */
export async function readConversation({ operations }: BridgeCall, id: string): Promise<Response> {
  return Response.json(conversationObject(await findConversation(operations, id)));
}

type Shown = { id: string; createdAt: string; agentVersion: Parameters<typeof modelOf>[0] };

const conversationObject = ({ id, createdAt, agentVersion }: Shown) => ({
  id: shortId(id),
  object: "conversation",
  created_at: unixTime(createdAt),
  metadata: { model: modelOf(agentVersion) },
});
