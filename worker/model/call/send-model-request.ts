import type { ClaimedModelCall } from "../../../store/call/claim-model-call.ts";
import type { ActivityDeps } from "../../activities/deps.ts";
import { possiblyPaidTwice } from "../../../telemetry/outcomes/log-events.ts";
import { recordSince } from "../../../telemetry/metrics.ts";
import type { Lease } from "../../lease.ts";
import { measureFirstChunk, measuringRequest } from "../../spans/client-metrics.ts";
import { reportFirstChunk } from "../../spans/chat-span.ts";
import { isOutage } from "../provider/classify-fault.ts";
import type { EventStream } from "../provider/conversations-api.ts";
import type { CallOutcome } from "../../../protocol/async/circuit-breaker.ts";
import {
  type Asked,
  fromProvider,
  ProviderError,
  streamFromProvider,
} from "../provider/provider-error.ts";
import { answerTo, isAnswerError } from "../answer/read-answer.ts";
import { argsFor, crashKind, modelOf, type ModelRequest, requestFor } from "./request.ts";
import { type FailpointCall } from "../../failpoints.ts";
import { speakersOf, type VersionOf } from "../answer/speakers.ts";
import type { Transcript } from "../answer/transcript.ts";

/**
 * Sends the request of a model call and reads its answer, within the lease and through the model's semaphore. The socket
 * is closed whatever happens. `lost`: an earlier request that may have been billed was not found.
 */
export async function sendModelRequest(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  lease: Lease,
  agentId: string,
  lost: boolean,
  signal: AbortSignal,
): Promise<Transcript> {
  const release = await deps.semaphores.acquire(modelOf(call), signal);
  const broken = new AbortController();
  let outcome: CallOutcome = "unknown";
  try {
    const transcript = await send(deps, call, { lease, agentId, lost, signal, broken });
    outcome = "success";
    return transcript;
  } catch (error) {
    if (error instanceof ProviderError && isOutage(error.cause)) outcome = "failure";
    // A socket that something may still come over is closed; after a whole answer it can be used again.
    broken.abort();
    throw error;
  } finally {
    release(outcome);
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
    makesOne ? { remoteConversationUnknown: true, possiblyPaidTwice: how.lost } : null,
  );
  await deps.failpoint("before_request", at);
  const exchange = { asked, at, request, versionOf };
  return await measuringRequest(
    modelOf(call),
    (since) => read(deps, call, how, { ...exchange, since }),
  );
}

interface Exchange {
  asked: Asked;
  at: FailpointCall;
  request: ModelRequest;
  versionOf: VersionOf;
  /** When the request goes out, of `performance.now()`. */
  since: number;
}

/** The request goes out, and its answer is read to its end. */
async function read(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  how: Sending,
  { asked, at, request, versionOf, since }: Exchange,
): Promise<Transcript> {
  const events = await fromProvider(asked, how.signal, () => open(deps, call, request, how));
  await deps.failpoint("request_accepted", at);
  const appendedTo = request.operation === "append" ? request.remoteId : null;
  const answer = answerTo(deps, call, appendedTo, versionOf);
  try {
    return await answer.during(async () => {
      let first = true;
      for await (const some of streamFromProvider(asked, how.signal, events)) {
        if (first && some.some(({ type }) => type !== "started")) {
          first = false;
          tellFirstChunk(call, since);
        }
        await answer.take(some);
        await deps.failpoint("first_frame", at);
        if (answer.ended) break;
      }
      return await answer.whole();
    });
  } catch (error) {
    throw isAnswerError(error) ? new ProviderError(asked, error) : error;
  }
}

function tellFirstChunk(call: ClaimedModelCall, since: number) {
  const model = modelOf(call);
  reportFirstChunk(performance.now() - since);
  recordSince("tramontane.model_call.first_token", since, { agent: call.version.agentName, model });
  measureFirstChunk(model, since);
}

function open(
  { conversations, engine }: ActivityDeps,
  call: ClaimedModelCall,
  request: ModelRequest,
  { agentId, signal, broken }: Sending,
): Promise<EventStream> {
  return conversations.open(request, {
    agentId,
    completionArgs: argsFor(call),
    metadata: { tramontane_call: call.id, tramontane_conversation: call.conversationId },
    signal: AbortSignal.any([signal, broken.signal]),
    idleMs: engine.idleMs,
  });
}
