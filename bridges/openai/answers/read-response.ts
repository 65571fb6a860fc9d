import type { BridgeCall } from "../../bridge.ts";
import { InvalidRequest } from "../errors.ts";
import { findTurn, type FoundTurn } from "../turn/find-turn.ts";
import { endingOf } from "../stream/ending.ts";
import { modelOf } from "../turn/model.ts";
import type { StartedTurn } from "../turn/started-turn.ts";
import { findPlace, type TurnPlace } from "../turn/turn-place.ts";
import { responseFrame, streamOf } from "./event-stream.ts";
import { responseObject, usageOf } from "./response-object.ts";
import { streamResponse } from "./send-response.ts";
import { isPast, snapshotOf } from "./snapshot.ts";

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
  if (isPast(turn, place)) return await lastEvent(call, started, turn, place, after);
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

/** The end of a response whose other events are gone: it has the whole answer. */
async function lastEvent(
  call: BridgeCall,
  started: StartedTurn,
  turn: FoundTurn,
  place: TurnPlace,
  after: number | null,
): Promise<Response> {
  const response = await (await readNow(call, started, turn, place)).json();
  const type = lastEventOf(turn);
  const event = { type, response, sequence_number: (after ?? -1) + 1 };
  const open = async function* () {
    yield responseFrame(event);
  };
  return streamOf(call, open, () => "");
}

const lastEventOf = ({ status, failure }: FoundTurn) => endingOf(status, failure)?.event ?? "error";

function startingAfter(given: string | null): number | null {
  if (given === null) return null;
  if (/^\d{1,15}$/.test(given)) return Number(given);
  throw new InvalidRequest(
    "'starting_after' is the sequence number of an event.",
    "starting_after",
  );
}
