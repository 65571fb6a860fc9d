import type { BridgeCall } from "../../bridge.ts";
import type { StartedTurn } from "../turn/started-turn.ts";
import { responseFrame, streamOf } from "./event-stream.ts";
import { FollowedResponse, type FollowOptions } from "./follow-response.ts";
import type { ResponseRequest } from "./response-object.ts";

/** Streams a response, from its beginning or after a number. */
export function streamResponse(
  call: BridgeCall,
  started: StartedTurn,
  request: ResponseRequest,
  options: FollowOptions,
): Response {
  let last = options.after ?? 0;
  const open = async function* (signal: AbortSignal) {
    const followed = new FollowedResponse({ ...call, signal }, started, request, options);
    for await (const event of followed.events()) {
      last = event.sequence_number;
      yield responseFrame(event);
    }
  };
  // The number is not a new one: the client resumes after the last event that it has.
  return streamOf(
    call,
    open,
    ({ message, code, param }) =>
      responseFrame({ type: "error", ...{ code, message, param, sequence_number: last } }),
  );
}
