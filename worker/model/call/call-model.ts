import type { Advance } from "../../../protocol/conversation/conversation-workflow.ts";
import { readTraceparent } from "../../../protocol/telemetry/trace-context.ts";
import type { ClaimedModelCall } from "../../../store/call/claim-model-call.ts";
import { commitModelCall } from "../../../store/call/commit-model-call.ts";
import { failModelCall } from "../../../store/call/retry-model-call.ts";
import { answerAdopted } from "../../../telemetry/outcomes/log-events.ts";
import { errorFields } from "../../../telemetry/log.ts";
import { retryActivityAfter } from "../../activities/heartbeat.ts";
import type { ActivityDeps } from "../../activities/deps.ts";
import type { Lease } from "../../lease.ts";
import { type AdoptedAnswer, asEvents } from "../recovery/adopted-answer.ts";
import { sendModelRequest } from "./send-model-request.ts";
import { type Checkpoint, checkpointOf } from "./read-checkpoint.ts";
import { isRepeated, repeatCall } from "./empty-answer.ts";
import { outputOf } from "../answer/validate-output.ts";
import { fromProvider, ProviderError } from "../provider/provider-error.ts";
import { answerTo } from "../answer/read-answer.ts";
import { recordCircuitOpen, recordFault } from "./record-fault.ts";
import { type Found, recover } from "../recovery/recover-answer.ts";
import { ensureRemoteAgents } from "../agent/remote-agent.ts";
import { crashKind, isCutByBudget } from "./request.ts";
import { RejectedWriteError } from "../drafts/send-until-acknowledged.ts";
import { speakersOf } from "../answer/speakers.ts";
import type { Transcript } from "../answer/transcript.ts";
import { CircuitOpenError } from "../provider/model-semaphores.ts";
import { inChatSpan, reportAnswer, reportFault } from "../../spans/chat-span.ts";
import { TurnDeadline, TurnDeadlineError } from "./turn-deadline.ts";
import { usedBy } from "./used-tokens.ts";

/**
 * Makes a claimed model call: adopts the answer if an earlier attempt's was kept, else asks; draftWriters the answer while
 * it arrives, commits the outcome. A provider's fault is recorded as a retry to come or as the end of the turn.
 * Throws FencedError when the call is no longer ours.
 */
export function callModel(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  lease: Lease,
  outer: AbortSignal,
): Promise<Advance> {
  return inChatSpan(call, deps.spans.content, () => attempt(deps, call, lease, outer));
}

async function attempt(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  lease: Lease,
  outer: AbortSignal,
): Promise<Advance> {
  using deadline = new TurnDeadline(call.deadlineMs);
  const signal = AbortSignal.any([outer, deadline.signal]);
  try {
    return await deps.claimedCalls.during(call, signal, (held) => make(deps, call, lease, held));
  } catch (error) {
    if (error instanceof RejectedWriteError) return await refuseWrite(deps, call, error);
    if (error instanceof ProviderError) return await recordFault(deps, call, error, deadline);
    if (error instanceof CircuitOpenError) {
      return await recordCircuitOpen(deps, call, error, deadline);
    }
    if (!(error instanceof TurnDeadlineError)) throw error;
    reportFault(call.late.code);
    await failModelCall(deps.sql, call, call.late);
    return { next: "advance" };
  }
}

/** The database does not take what the model wrote, and would not take it from another attempt. */
async function refuseWrite(deps: ActivityDeps, call: ClaimedModelCall, error: RejectedWriteError) {
  const { id: callId, conversationId } = call;
  deps.log.error("model.write_rejected", { callId, conversationId, ...errorFields(error.cause) });
  const message = "What the model wrote could not be stored.";
  reportFault("INTERNAL");
  const traceId = readTraceparent(call.traceparent)?.traceId ?? null;
  await failModelCall(deps.sql, call, { code: "INTERNAL", message, traceId });
  return { next: "advance" } as const;
}

async function make(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  lease: Lease,
  signal: AbortSignal,
): Promise<Advance> {
  const at = { fence: call.fence, kind: crashKind(call), agent: call.version.agentName };
  await deps.failpoint("claimed", at);
  const { answer, lost } = await findLostAnswer(deps, call, signal);
  if (answer) answerAdopted(deps.log, call);
  const transcript = answer ? await adopt(deps, call, answer) : await sendModelRequest(
    deps,
    call,
    lease,
    await remoteAgent(deps, call, signal),
    lost,
    signal,
  );
  reportAnswer(call, transcript, { adopted: answer !== null, content: deps.spans.content });
  await deps.failpoint("done", at);
  if (isRepeated(call, transcript)) {
    return await repeatCall(deps, call, transcript, answer !== null);
  }
  const checkpoint = await checkpointOf(deps, call, transcript, signal);
  const advance = await commit(deps, call, transcript, { checkpoint, adopted: answer !== null });
  await deps.failpoint("committed", at);
  if (transcript.entries().some((e) => e.kind === "message" && e.files?.length)) deps.files.wake();
  return advance;
}

function findLostAnswer(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  signal: AbortSignal,
): Promise<Found> {
  const { lostAnswer } = call;
  if (!lostAnswer) return Promise.resolve({ answer: null, lost: false });
  return fromProvider("other", signal, () => recover(deps, call, lostAnswer, signal));
}

async function adopt(deps: ActivityDeps, call: ClaimedModelCall, kept: AdoptedAnswer) {
  const answer = answerTo(deps, call, null, await speakersOf(deps.sql, deps.provider, call));
  return await answer.during(async () => {
    await answer.take(asEvents(kept));
    return await answer.whole();
  });
}

async function commit(
  { sql, toolPace, checks }: ActivityDeps,
  call: ClaimedModelCall,
  transcript: Transcript,
  { checkpoint, adopted }: { checkpoint: Checkpoint | null; adopted: boolean },
): Promise<Advance> {
  const used = usedBy(transcript, adopted);
  const { outputTokens } = used;
  const output = await outputOf(checks, call, transcript);
  return await commitModelCall(sql, call, {
    ...{ checkpoint, used },
    entries: transcript.entries(),
    toolCallsLeft: call.toolCallsLeft,
    toolCallsOfBudget: call.toolCallsOfBudget,
    cutByBudget: isCutByBudget(call, outputTokens),
    output,
    isQuick: (tool) => toolPace.isQuick(tool),
  });
}

async function remoteAgent(deps: ActivityDeps, call: ClaimedModelCall, signal: AbortSignal) {
  const { sql, mistral, provider } = deps;
  const making = {
    leaseMs: 6 * deps.engine.leaseMs,
    failpoint: (agent: string) =>
      deps.failpoint("agent_created", { fence: call.fence, kind: crashKind(call), agent }),
  };
  const agent = await fromProvider(
    "other",
    signal,
    () => ensureRemoteAgents(sql, mistral, provider, call, signal, making),
  );
  if ("remoteId" in agent) return agent.remoteId;
  throw retryActivityAfter("another worker is making this agent", agent.waitMs);
}
