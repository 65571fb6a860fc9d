import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import { answerAdopted } from "../../../telemetry/outcomes/log-events.ts";
import type { ActivityDeps } from "../../activities/deps.ts";
import { retryActivityAfter } from "../../activities/heartbeat.ts";
import type { Lease } from "../../lease.ts";
import { inChatSpan, reportAnswer } from "../../spans/chat-span.ts";
import { ensureRemoteAgents } from "../agent/remote-agent.ts";
import { createAnswer } from "../answer/answer.ts";
import { speakersOf } from "../answer/speakers.ts";
import type { Transcript } from "../answer/transcript.ts";
import { fromProvider } from "../provider/provider-error.ts";
import { type AdoptedAnswer, asEvents } from "../recovery/adopted-answer.ts";
import { findLostAnswer } from "../recovery/recover-answer.ts";
import type { ModelAttempt } from "./attempt.ts";
import { type AfterModelCall, commitAnswer } from "./commit-answer.ts";
import { isRepeated, repeatCall } from "./empty-answer.ts";
import { planModelCall } from "./plan.ts";
import { recordFailure } from "./record-failure.ts";
import { sendModelRequest } from "./send-model-request.ts";
import { TurnDeadline } from "./turn-deadline.ts";

/**
 * Makes one attempt of a claimed model call: adopts the answer that an earlier attempt lost, or sends the request and
 * writes the answer as it arrives, then commits the outcome. A fault of the provider is recorded as a retry or as the
 * failure of the turn. Throws FencedError when the call was cancelled or claimed again.
 */
export async function callModel(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  lease: Lease,
  outer: AbortSignal,
  makesTools: boolean,
): Promise<AfterModelCall> {
  const plan = planModelCall(call);
  const at = { fence: call.fence, kind: plan.kind, agent: call.version.agentName };
  const failpoint: ModelAttempt["failpoint"] = (name) => deps.failpoint(name, at);
  return await inChatSpan(call, plan, deps.spans.content, async () => {
    using deadline = new TurnDeadline(call.deadlineMs);
    const attempt = { deps, call, plan, deadline, lease, makesTools, failpoint };
    const inTime = AbortSignal.any([outer, deadline.signal]);
    try {
      return await deps.claimedCalls.during(
        call,
        inTime,
        (signal) => makeAttempt({ ...attempt, signal }),
      );
    } catch (error) {
      return await recordFailure(attempt, error);
    }
  });
}

async function makeAttempt(attempt: ModelAttempt): Promise<AfterModelCall> {
  const { deps, call, plan, failpoint } = attempt;
  await failpoint("claimed");
  const { answer, lost } = await findLostAnswer(attempt);
  const adopted = answer !== null;
  const transcript = answer
    ? await adoptAnswer(attempt, answer)
    : await sendModelRequest(attempt, { agentId: await ensureAgent(attempt), lost });
  reportAnswer(call, plan, transcript, { adopted, content: deps.spans.content });
  await failpoint("done");
  if (isRepeated(call, transcript)) return await repeatCall(deps, call, transcript, adopted);
  const next = await commitAnswer(attempt, transcript, adopted);
  await failpoint("committed");
  if (transcript.entries().some((e) => e.kind === "message" && e.files?.length)) deps.files.wake();
  return next;
}

async function adoptAnswer(
  { deps, call }: ModelAttempt,
  found: AdoptedAnswer,
): Promise<Transcript> {
  answerAdopted(deps.log, call);
  const answer = createAnswer(deps, call, null, await speakersOf(deps.sql, deps.provider, call));
  return await answer.during(async () => {
    await answer.take(asEvents(found));
    return await answer.whole();
  });
}

/** The id of the agent at the provider. Throws a retry while another worker creates it. */
async function ensureAgent({ deps, call, plan, signal }: ModelAttempt): Promise<string> {
  const { sql, mistral, provider } = deps;
  const creation = {
    leaseMs: 6 * deps.engine.leaseMs,
    failpoint: (agent: string) =>
      deps.failpoint("agent_created", { fence: call.fence, kind: plan.kind, agent }),
  };
  const agent = await fromProvider(
    "other",
    signal,
    () => ensureRemoteAgents({ sql, mistral, provider, signal, ...creation }, call),
  );
  if ("remoteId" in agent) return agent.remoteId;
  throw retryActivityAfter("another worker is creating this agent", agent.waitMs);
}
