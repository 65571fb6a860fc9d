import type { BridgeCall } from "../../bridge.ts";
import { InvalidRequest } from "../errors.ts";
import { readResponseBody, type ResponseBody } from "../request/response-body.ts";
import { responseInput } from "../request/response-input.ts";
import { continueTurn } from "../turn/continue-turn.ts";
import { decideAndContinue } from "../turn/decide.ts";
import { findConversation } from "../turn/find-turn.ts";
import { checkModel, modelOf } from "../turn/model.ts";
import { firstTurn, nextTurn } from "../turn/start-turn.ts";
import type { StartedTurn } from "../turn/started-turn.ts";
import { requestKey } from "../request/request-key.ts";
import { FollowedResponse } from "./follow-response.ts";
import { responseObject } from "./response-object.ts";
import { streamResponse } from "./send-response.ts";

/** `POST /responses`: sends a message, or decides an approval, and answers with the response. */
export async function createResponse(call: BridgeCall): Promise<Response> {
  const body = await readResponseBody(call.request);
  const started = await startedTurn(call, body);
  const background = body.background ?? false;
  const request = { background, previous: body.previous_response_id ?? null };
  if (body.stream) return streamResponse(call, started, request, {});
  if (background) {
    return Response.json(responseObject(started, request, { status: "queued", output: [] }));
  }
  return Response.json(await new FollowedResponse(call, started, request).ended());
}

async function startedTurn(
  { operations, request }: BridgeCall,
  body: ResponseBody,
): Promise<StartedTurn> {
  const { model, previous_response_id: previous, conversation } = body;
  if (previous && conversation) throw oneOf;
  const key = requestKey(request);
  const input = responseInput(body);
  if ("decisions" in input) {
    return await decideAndContinue(operations, previous, input.decisions, { model, key });
  }
  const { content } = input;
  if (previous) return await continueTurn(operations, previous, { model, content, key });
  if (conversation) {
    const id = typeof conversation === "string" ? conversation : conversation.id;
    const found = await findConversation(operations, id, "conversation");
    checkModel(model, modelOf(found.agentVersion));
    return await nextTurn(operations, found, content, key);
  }
  if (model) return await firstTurn(operations, model, content, key);
  throw new InvalidRequest("Name an agent as `model`.", "model", "missing_required_parameter");
}

const oneOf = new InvalidRequest(
  "Use either `previous_response_id` or `conversation`.",
  "previous_response_id",
);
