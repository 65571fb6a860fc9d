import type { ConversationEvents } from "@mistralai/mistralai/models/components";
import type { ClaimedModelCall } from "../../store/engine/claim-model-call.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { possiblyPaidTwice } from "../../telemetry/events.ts";
import { recordSince } from "../../telemetry/metrics.ts";
import type { Lease } from "../lease.ts";
import { tellFirstFrame } from "../spans/chat-span.ts";
import { isOutage, SilentStreamError } from "./classify.ts";
import { openStream, untilIdle } from "./mistral.ts";
import type { Ended } from "./model-gates.ts";
import { type Asked, fromProvider, ProviderError, streamFromProvider } from "./provider-error.ts";
import { answerTo, isAnswerFault } from "./read-answer.ts";
import { argsFor, crashKind, modelOf, type ModelRequest, requestFor } from "./request.ts";
import { speakersOf } from "./speakers.ts";
import type { Transcript } from "./transcript.ts";

/**
 * Sends the request of a model call and reads its answer, within the lease and through the model's gate. The socket
 * is closed whatever happens. `lost`: an earlier request that may have been billed was not found.
 */
export async function askModel(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  lease: Lease,
  agentId: string,
  lost: boolean,
  signal: AbortSignal,
): Promise<Transcript> {
  const leave = await deps.gates.enter(modelOf(call), signal);
  const broken = new AbortController();
  let ended: Ended = "unknown";
  try {
    const transcript = await send(deps, call, { lease, agentId, lost, signal, broken });
    ended = "well";
    return transcript;
  } catch (error) {
    if (error instanceof ProviderError && isOutage(error.cause)) ended = "outage";
    throw error;
  } finally {
    leave(ended);
    broken.abort();
  }
}

interface Sending {
  lease: Lease;
  agentId: string;
  lost: boolean;
  signal: AbortSignal;
  broken: AbortController;
}

async function send(deps: ActivityDeps, call: ClaimedModelCall, how: Sending): Promise<Transcript> {
  const request = requestFor(call);
  const asked: Asked = crashKind(call) === "results" ? "results" : request.operation;
  const at = { fence: call.fence, kind: crashKind(call), agent: call.version.agentName };
  const makesOne = request.operation !== "append";
  if (how.lost) possiblyPaidTwice(deps.log, { ...call, model: modelOf(call) });
  // Before the lease is looked at: nothing may lie between that and the request.
  const versionOf = await speakersOf(deps.sql, deps.provider, call);
  await how.lease.hold(
    deps.sql,
    call,
    makesOne ? { blind: true, possiblyPaidTwice: how.lost } : null,
  );
  await deps.reach("before_request", at);
  const since = performance.now();
  const events = await fromProvider(asked, how.signal, () => open(deps, call, request, how));
  await deps.reach("request_taken", at);
  const answer = answerTo(deps, call, makesOne ? null : request.remoteId, versionOf);
  const watched = untilIdle(events, deps.engine.idleMs, (reason) => how.broken.abort(reason));
  try {
    return await answer.during(async () => {
      let first = true;
      for await (const { data } of streamFromProvider(asked, how.signal, watched)) {
        if (first && data.type !== "conversation.response.started") {
          first = false;
          tellFirstFrame(performance.now() - since);
          const of = { agent: call.version.agentName, model: modelOf(call) };
          recordSince("tramontane.model_call.first_token", since, of);
        }
        await answer.take(data);
        await deps.reach("first_frame", at);
      }
      return await answer.whole();
    });
  } catch (error) {
    throw isAnswerFault(error) ? new ProviderError(asked, error) : error;
  }
}

function open(
  { mistral, engine }: ActivityDeps,
  call: ClaimedModelCall,
  request: ModelRequest,
  { agentId, signal, broken }: Sending,
): Promise<AsyncIterable<ConversationEvents>> {
  const slow = setTimeout(() => broken.abort(new SilentStreamError("no answer")), engine.idleMs);
  return openStream(mistral, request, {
    agentId,
    completionArgs: argsFor(call),
    metadata: { tramontane_call: call.id, tramontane_conversation: call.conversationId },
    signal: AbortSignal.any([signal, broken.signal]),
  }).finally(() => clearTimeout(slow));
}
