import type { Advance } from "../../protocol/conversation-workflow.ts";
import type { Failure } from "../../protocol/status.ts";
import type { ClaimedModelCall } from "../../store/engine/claim-model-call.ts";
import { handOver } from "../../store/engine/hand-over.ts";
import { failModelCall, retryModelCall } from "../../store/engine/model-call.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { classify, retryDelay } from "./classify.ts";
import { handOverAfter } from "./hand-over-fault.ts";
import type { CircuitShutError } from "./model-gates.ts";
import type { ProviderError } from "./provider-error.ts";
import type { TurnDeadline } from "./turn-deadline.ts";

/** Records a provider's fault: as a retry to come, for which the workflow waits, or as the turn's end. */
export async function recordFault(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  { cause, asked }: ProviderError,
  deadline: TurnDeadline,
): Promise<Advance> {
  const fault = classify(cause, asked);
  const again = fault.retry && (!fault.counts || call.attempt < call.maxAttempts);
  const told = { callId: call.id, conversationId: call.conversationId, attempt: call.attempt };
  deps.log.warn("model_call_failed", {
    ...told,
    ...{ asked, again, failure: fault.failure.code },
    ...errorFields(cause),
  });
  const to = handOverAfter(cause, call);
  if (to !== null) {
    deps.log.warn("model_call_handed_over", { ...told, to });
    const message = "The model's provider failed to hand over, so the turn was handed over here.";
    await handOver(deps.sql, call, to, { code: "UNAVAILABLE", message });
    return { next: "advance" };
  }
  if (!again) return await fail(deps, call, fault.failure);
  const waitMs = retryDelay(fault, call.attempt, deps.engine.retryBaseMs);
  return await waitOrFail(deps, call, { ...fault, waitMs }, deadline);
}

/** Records that the model is left alone for a while; it counts no attempt. */
export function recordCircuitShut(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  { waitMs }: CircuitShutError,
  deadline: TurnDeadline,
): Promise<Advance> {
  const message = "The model failed too often lately; it is asked again in a while.";
  const failure: Failure = { code: "UNAVAILABLE", message };
  return waitOrFail(deps, call, { failure, waitMs, consumed: false, counts: false }, deadline);
}

async function waitOrFail(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  wait: { failure: Failure; waitMs: number; consumed: boolean; counts: boolean },
  deadline: TurnDeadline,
): Promise<Advance> {
  const { failure, waitMs, ...rest } = wait;
  if (waitMs >= deadline.leftMs) {
    const limited = failure.code === "RATE_LIMITED";
    return await fail(deps, call, limited ? failure : call.late);
  }
  const retryAt = new Date(Date.now() + waitMs);
  const blind = call.traces?.blind ?? false;
  await retryModelCall(deps.sql, call, { failure, retryAt, blind, ...rest });
  return { next: "later", waitMs };
}

async function fail(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  failure: Failure,
): Promise<Advance> {
  await failModelCall(deps.sql, call, failure);
  return { next: "advance" };
}
