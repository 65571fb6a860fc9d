import type { BridgeCall } from "../../bridge.ts";
import { payloadOf } from "../../failure.ts";
import { InvalidRequest } from "../errors.ts";
import type { ResponseRef } from "../ids.ts";
import { openAiCancel } from "../openai.generated.ts";
import { requestKey } from "../request/request-key.ts";
import { findTurn, type FoundTurn } from "../turn/find-turn.ts";
import { modelOf } from "../turn/model.ts";
import type { StartedTurn } from "../turn/started-turn.ts";
import { findPlace, type TurnPlace } from "../turn/turn-place.ts";
import { responseObject, usageOf } from "./response-object.ts";
import { streamResponse } from "./send-response.ts";
import { snapshotOf } from "./snapshot.ts";

/** What a response that is read says about its request, which is not stored. */
const unknownRequest = { background: true, previous: null };

/** `GET /responses/<id>`: the response as it is now, or its stream, with `starting_after` from there on. */
export async function readResponse(call: BridgeCall, id: string): Promise<Response> {
  const { searchParams } = new URL(call.request.url);
  const after = startingAfter(searchParams.get("starting_after"));
  const { ref, turn } = await findTurn(call.operations, id);
  const { conversation: { id: conversationId, agentVersion }, createdAt } = turn;
  const place = await findPlace(call.operations, conversationId, turn.id);
  const started: StartedTurn = {
    ...{ ref, conversationId, after: place.after, model: modelOf(agentVersion), createdAt },
  };
  if (searchParams.get("stream") !== "true") return await readNow(call, started, turn, place);
  // A response that the turn has not come to would never begin.
  if (ref.part > 0) await snapshotOf(call.operations, ref, turn, place, call.signal);
  return streamResponse(call, started, unknownRequest, { after });
}

async function readNow(
  { operations, signal }: BridgeCall,
  started: StartedTurn,
  turn: FoundTurn,
  place: TurnPlace,
): Promise<Response> {
  const state = await snapshotOf(operations, started.ref, turn, place, signal);
  const usage = state.ending ? await usageOf(operations, turn.id) : null;
  return Response.json(responseObject(started, unknownRequest, { ...state, usage }));
}

/** `POST /responses/<id>/cancel`: cancels its turn, in the background or not. */
export async function cancelResponse(call: BridgeCall, id: string): Promise<Response> {
  const { turn } = await findTurn(call.operations, id);
  const input = { turnId: turn.id, idempotencyKey: requestKey(call.request) };
  payloadOf((await call.operations.request(openAiCancel, { input })).result);
  return await readResponse(call, id);
}

/** `GET /responses/<id>/input_items`: the messages of its turn. */
export async function readInput(call: BridgeCall, id: string): Promise<Response> {
  const { ref, turn } = await findTurn(call.operations, id);
  const data = turn.messages.map(({ content }, i) => ({
    ...{ id: inputId(ref, i), type: "message", role: "user", status: "completed" },
    content: content.flatMap((part) =>
      part.__typename === "TextContent" ? [{ type: "input_text", text: part.text }] : []
    ),
  }));
  const [first_id, last_id] = [data[0]?.id ?? null, data.at(-1)?.id ?? null];
  return Response.json({ object: "list", data, first_id, last_id, has_more: false });
}

const inputId = ({ turnId }: ResponseRef, i: number) => `msg_${turnId.replace("turn_", "")}_in${i}`;

function startingAfter(given: string | null): number | null {
  if (given === null) return null;
  if (/^\d{1,15}$/.test(given)) return Number(given);
  throw new InvalidRequest(
    "'starting_after' is the sequence number of an event.",
    "starting_after",
  );
}
