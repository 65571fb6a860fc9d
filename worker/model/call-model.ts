import type { Advance } from "../../protocol/conversation-workflow.ts";
import type { ClaimedModelCall } from "../../store/engine/claim-next.ts";
import {
  commitModelCall,
  failModelCall,
  recordRemote,
  retryModelCall,
} from "../../store/engine/model-call.ts";
import { derivedId } from "../../store/new-id.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { comeBack } from "../activities/alive.ts";
import { BrokenStreamError, classify, retryDelay } from "./classify.ts";
import { openStream, untilIdle } from "./mistral.ts";
import { Relay } from "./relay.ts";
import { SetAsideError } from "./send-until-known.ts";
import { ensureRemoteAgent } from "./remote-agent.ts";
import { completionArgs, planRequest } from "./request.ts";
import { Transcript } from "./transcript.ts";

/** A fault of the provider, as against one of ours. */
class ProviderError extends Error {
  override name = "ProviderError";
}

/**
 * Makes a claimed model call: asks, relays the answer while it arrives, commits the outcome. A provider's fault is
 * recorded as a retry to come or as the end of the turn. Throws FencedError when the call is no longer ours.
 */
export async function callModel(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  outer: AbortSignal,
): Promise<Advance> {
  try {
    return await deps.heldCalls.during(call, outer, async (signal) => {
      const agentId = await remoteAgent(deps, call, signal);
      const transcript = await stream(deps, call, agentId, signal);
      const { remoteId, tip, usage } = transcript;
      const { inputTokens, outputTokens } = usage ?? { inputTokens: 0, outputTokens: 0 };
      const entries = transcript.entries();
      const outcome = { remoteId: remoteId ?? "", tip, entries, inputTokens, outputTokens };
      return await commitModelCall(deps.sql, call, { ...outcome, estimated: false });
    });
  } catch (error) {
    if (error instanceof SetAsideError) return await refuseWrite(deps, call, error);
    if (!(error instanceof ProviderError)) throw error;
    return await recordFault(deps, call, error.cause);
  }
}

/** The database does not take what the model wrote, and would not take it from another attempt. */
async function refuseWrite(deps: ActivityDeps, call: ClaimedModelCall, error: SetAsideError) {
  const { id: callId, conversationId } = call;
  deps.log.error("model_write_refused", { callId, conversationId, ...errorFields(error.cause) });
  const message = "What the model wrote could not be stored.";
  await failModelCall(deps.sql, call, { code: "INTERNAL", message });
  return { next: "advance" } as const;
}

async function remoteAgent(deps: ActivityDeps, call: ClaimedModelCall, signal: AbortSignal) {
  const { sql, mistral, provider } = deps;
  const agent = await fromProvider(
    signal,
    () => ensureRemoteAgent(sql, mistral, provider, call.version, signal),
  );
  if ("remoteId" in agent) return agent.remoteId;
  throw comeBack("another worker is making this agent", agent.waitMs);
}

async function stream(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  agentId: string,
  signal: AbortSignal,
): Promise<Transcript> {
  const { id, fence, step, version } = call;
  const entryId = (kind: "message" | "tool", n: number) => derivedId(kind, id, fence, n);
  const transcript = new Transcript({ step, versionId: version.id, entryId });
  const relay = new Relay(call, sinks(deps));
  const broken = new AbortController();
  try {
    const events = await fromProvider(signal, () => request(deps, call, agentId, signal, broken));
    const watched = untilIdle(events, deps.engine.idleMs, (reason) => broken.abort(reason));
    await deps.relays.during(relay, async () => {
      for (;;) {
        const { done, value } = await fromProvider(signal, () => watched.next());
        if (done) break;
        const progress = await fromProvider(signal, async () => transcript.add(value.data));
        await relay.push(progress);
      }
      await relay.settled();
    });
  } finally {
    // However we leave: the socket is closed now, not when it is collected.
    broken.abort(new BrokenStreamError("left"));
  }
  if (!transcript.done) throw new ProviderError("", { cause: new BrokenStreamError("cut short") });
  return transcript;
}

function sinks({ sql, pipeline }: ActivityDeps) {
  return { pipeline, recordRemote: recordRemote.bind(null, sql) };
}

function request(
  { mistral, engine }: ActivityDeps,
  call: ClaimedModelCall,
  agentId: string,
  signal: AbortSignal,
  broken: AbortController,
) {
  const planned = planRequest(call.base, call.inputs);
  const afterTools = call.inputs.some((i) => i.type === "tool_result");
  const relaxed = afterTools && call.version.spec.settings.toolChoice === "REQUIRED";
  const slow = setTimeout(() => broken.abort(new BrokenStreamError("no answer")), engine.idleMs);
  return openStream(mistral, planned, {
    agentId,
    completionArgs: relaxed ? completionArgs(call.version.spec.settings, true) : undefined,
    metadata: { tramontane_call: call.id, tramontane_conversation: call.conversationId },
    signal: AbortSignal.any([signal, broken.signal]),
  }).finally(() => clearTimeout(slow));
}

/** Runs `work`; its faults are the provider's, unless we ourselves aborted it. */
async function fromProvider<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw new ProviderError("the provider failed", { cause });
  }
}

async function recordFault(deps: ActivityDeps, call: ClaimedModelCall, cause: unknown) {
  const { failure, retry, retryAfterMs, consumed } = classify(cause);
  const { id: callId, conversationId, attempt } = call;
  const again = retry && attempt < call.maxAttempts;
  const told = { callId, conversationId, attempt, again, failure: failure.code };
  deps.log.warn("model_call_failed", { ...told, ...errorFields(cause) });
  if (!again) {
    await failModelCall(deps.sql, call, failure);
    return { next: "advance" } as const;
  }
  const waitMs = retryDelay({ retryAfterMs }, attempt, deps.engine.retryBaseMs);
  const retryAt = new Date(Date.now() + waitMs);
  await retryModelCall(deps.sql, call, { failure, retryAt, consumed });
  throw comeBack(failure.message, waitMs);
}
