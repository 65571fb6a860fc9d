import type { Advance } from "../../protocol/conversation-workflow.ts";
import { readTraceparent } from "../../protocol/trace-context.ts";
import type { ClaimedModelCall } from "../../store/engine/claim-model-call.ts";
import { commitModelCall } from "../../store/engine/model-call.ts";
import { failModelCall } from "../../store/engine/model-retry.ts";
import { answerAdopted } from "../../telemetry/events.ts";
import { errorFields } from "../../telemetry/log.ts";
import { comeBack } from "../activities/alive.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import type { Lease } from "../lease.ts";
import { asEvents, type KeptAnswer } from "./adopt.ts";
import { askModel } from "./ask-model.ts";
import { type Checkpoint, checkpointOf } from "./checkpoint.ts";
import { askAgain, isAskedAgain } from "./empty-answer.ts";
import { outputOf } from "./judge-output.ts";
import { fromProvider, ProviderError } from "./provider-error.ts";
import { answerTo } from "./read-answer.ts";
import { recordCircuitShut, recordFault } from "./record-fault.ts";
import { type Found, recover } from "./recover.ts";
import { ensureRemoteAgents } from "./remote-agent.ts";
import { crashKind, isCutByBudget } from "./request.ts";
import { SetAsideError } from "./send-until-known.ts";
import { speakersOf } from "./speakers.ts";
import type { Transcript } from "./transcript.ts";
import { CircuitShutError } from "./model-gates.ts";
import { inChatSpan, tellAnswer, tellFault } from "../spans/chat-span.ts";
import { TurnDeadline, TurnDeadlineError } from "./turn-deadline.ts";
import { usedBy } from "./used-tokens.ts";

/**
 * Makes a claimed model call: adopts the answer if an earlier attempt's was kept, else asks; relays the answer while
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
    return await deps.heldCalls.during(call, signal, (held) => make(deps, call, lease, held));
  } catch (error) {
    if (error instanceof SetAsideError) return await refuseWrite(deps, call, error);
    if (error instanceof ProviderError) return await recordFault(deps, call, error, deadline);
    if (error instanceof CircuitShutError) {
      return await recordCircuitShut(deps, call, error, deadline);
    }
    if (!(error instanceof TurnDeadlineError)) throw error;
    tellFault(call.late.code);
    await failModelCall(deps.sql, call, call.late);
    return { next: "advance" };
  }
}

/** The database does not take what the model wrote, and would not take it from another attempt. */
async function refuseWrite(deps: ActivityDeps, call: ClaimedModelCall, error: SetAsideError) {
  const { id: callId, conversationId } = call;
  deps.log.error("model_write_refused", { callId, conversationId, ...errorFields(error.cause) });
  const message = "What the model wrote could not be stored.";
  tellFault("INTERNAL");
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
  await deps.reach("claimed", at);
  const { answer, lost } = await lookBack(deps, call, signal);
  if (answer) answerAdopted(deps.log, call);
  const transcript = answer
    ? await adopt(deps, call, answer)
    : await askModel(deps, call, lease, await remoteAgent(deps, call, signal), lost, signal);
  tellAnswer(call, transcript, { adopted: answer !== null, content: deps.spans.content });
  await deps.reach("done", at);
  if (isAskedAgain(call, transcript)) {
    return await askAgain(deps, call, transcript, answer !== null);
  }
  const checkpoint = await checkpointOf(deps, call, transcript, signal);
  const advance = await commit(deps, call, transcript, { checkpoint, adopted: answer !== null });
  await deps.reach("committed", at);
  if (transcript.entries().some((e) => e.kind === "message" && e.files?.length)) deps.files.look();
  return advance;
}

function lookBack(deps: ActivityDeps, call: ClaimedModelCall, signal: AbortSignal): Promise<Found> {
  const { traces } = call;
  if (!traces) return Promise.resolve({ answer: null, lost: false });
  return fromProvider("other", signal, () => recover(deps, call, traces, signal));
}

async function adopt(deps: ActivityDeps, call: ClaimedModelCall, kept: KeptAnswer) {
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
    reach: (agent: string) =>
      deps.reach("agent_made", { fence: call.fence, kind: crashKind(call), agent }),
  };
  const agent = await fromProvider(
    "other",
    signal,
    () => ensureRemoteAgents(sql, mistral, provider, call, signal, making),
  );
  if ("remoteId" in agent) return agent.remoteId;
  throw comeBack("another worker is making this agent", agent.waitMs);
}
