import { eventFrame } from "../../../protocol/net/event-stream.ts";
import type { BridgeCall } from "../../bridge.ts";
import { type ChatBody, readChatBody } from "../request/chat-body.ts";
import type { StartedTurn } from "../turn/started-turn.ts";
import { ChatDeltas, failedError, replacedError } from "./chat-chunks.ts";
import { chatUsage, completionBase, finishReason, textOf } from "./chat-objects.ts";
import { chatTurn } from "./chat-start.ts";
import { streamOf } from "./event-stream.ts";
import { FollowedResponse } from "./follow-response.ts";

const request = { background: false, previous: null };

/** `POST /chat/completions`: the text of an answer, without the rest of a response. */
export async function createCompletion(call: BridgeCall): Promise<Response> {
  const body = await readChatBody(call.request);
  const started = await chatTurn(call, body);
  const headers = { "x-conversation-id": completionBase(started).conversation };
  if (!body.stream) return Response.json(await completion(call, started), { headers });
  const open = (signal: AbortSignal) => chunks({ ...call, signal }, started, body);
  return streamOf(call, open, (error) => eventFrame(null, JSON.stringify({ error })), headers);
}

async function completion(call: BridgeCall, started: StartedTurn) {
  const response = await new FollowedResponse(call, started, request, { whole: true }).ended();
  const error = failedError(response);
  if (error) throw error;
  const [content, thoughts] = [textOf(response, "message"), textOf(response, "reasoning")];
  const message = {
    ...{ role: "assistant", content, refusal: null },
    ...(thoughts && { reasoning_content: thoughts }),
  };
  const choice = { index: 0, message, logprobs: null, finish_reason: finishReason(response) };
  const base = { ...completionBase(started), object: "chat.completion" };
  return { ...base, choices: [choice], usage: chatUsage(response) };
}

async function* chunks(call: BridgeCall, started: StartedTurn, { stream_options }: ChatBody) {
  const base = { ...completionBase(started), object: "chat.completion.chunk" };
  const frame = (rest: object) => eventFrame(null, JSON.stringify({ ...base, ...rest }));
  const chunk = (delta: object, finish_reason: string | null = null) =>
    frame({ choices: [{ index: 0, delta, logprobs: null, finish_reason }] });
  yield chunk({ role: "assistant", content: "" });
  const followed = new FollowedResponse(call, started, request, { whole: true });
  const deltas = new ChatDeltas();
  const events = followed.events();
  let next = await events.next();
  for (; !next.done; next = await events.next()) {
    if (followed.replaced > 0) throw replacedError;
    const delta = deltas.of(next.value);
    if (delta) yield chunk(delta);
  }
  const error = failedError(next.value);
  if (error) throw error;
  yield chunk({}, finishReason(next.value));
  if (stream_options?.include_usage) yield frame({ choices: [], usage: chatUsage(next.value) });
  yield eventFrame(null, "[DONE]");
}
