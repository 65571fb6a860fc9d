import { MistralError } from "@mistralai/mistralai/models/errors";
import type { Advance } from "../../../protocol/conversation/conversation-workflow.ts";
import type { Failure } from "../../../protocol/status.ts";
import type { ClaimedModelCall } from "../../../store/call/claim-model-call.ts";
import { handOver } from "../../../store/call/hand-over.ts";
import type { UsedTokens } from "../../../store/call/model-outcome.ts";
import {
  failModelCall,
  type ModelRetry,
  retryModelCall,
} from "../../../store/call/retry-model-call.ts";
import { fallbackRequested, handedOver } from "../../../telemetry/outcomes/log-events.ts";
import { errorFields } from "../../../telemetry/log.ts";
import type { ActivityDeps } from "../../activities/deps.ts";
import { clearIfMissing } from "../../agents/missing-remote-agent.ts";
import { reportFault, reportRefusedUsage } from "../../spans/chat-span.ts";
import { classify, retryDelay } from "../provider/classify-fault.ts";
import { handOverAfter } from "./hand-over-fault.ts";
import type { CircuitOpenError } from "../provider/model-semaphores.ts";
import type { Asked, ProviderError } from "../provider/provider-error.ts";
import { UndecodableError } from "../stream/stream-faults.ts";
import type { TurnDeadline } from "./turn-deadline.ts";
import { usedBy } from "./used-tokens.ts";

/** Records a provider's fault: as a retry to come, for which the workflow waits, or as the turn's end. */
export async function recordFault(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  { cause, asked }: ProviderError,
  deadline: TurnDeadline,
): Promise<Advance> {
  const fault = classify(cause, asked);
  reportFault(fault.failure.code);
  if (cause instanceof UndecodableError) reportRefusedUsage(call, cause.ended?.usage ?? null);
  const again = fault.retry && (!fault.counts || call.attempt < call.maxAttempts) &&
    !isRefusedForGood(call, cause);
  const { id: callId, conversationId, attempt: failed } = call;
  deps.log.warn("model.call_failed", {
    ...{ callId, conversationId, attempt: failed },
    ...{ asked, again, failure: fault.failure.code },
    ...errorFields(cause),
  });
  if (isForgotten(call, cause, asked)) return await tellAnew(deps, call, deadline);
  const to = handOverAfter(cause, call);
  if (to !== null) {
    handedOver(deps.log, call, to);
    const message = "The model's provider failed to hand over, so the turn was handed over here.";
    await handOver(deps.sql, call, to, { code: "UNAVAILABLE", message });
    return { next: "advance" };
  }
  if (
    asked === "start" && call.attempt < call.maxAttempts && await clearIfMissing(deps, call, cause)
  ) {
    const message = "The agent was gone at the model's provider; it is made again.";
    const failure: Failure = { code: "UNAVAILABLE", message };
    const wait = { failure, waitMs: 1, consumed: false, counts: true };
    return await waitOrFail(deps, call, wait, deadline);
  }
  if (!again) return await fallBackOrFail(deps, call, { ...fault, ...refusedBy(cause) }, deadline);
  const attempt = call.attempt - call.earlierAttempts;
  const waitMs = retryDelay(fault, attempt, deps.engine.retryBaseMs);
  return await waitOrFail(deps, call, { ...fault, waitMs, ...refusedBy(cause) }, deadline);
}

/** What an answer used that could not be read: the provider wrote it, so it was paid. */
function refusedBy(cause: unknown): Pick<ModelRetry, "refused"> {
  if (!(cause instanceof UndecodableError)) return {};
  return { refused: usedBy({ usage: cause.ended?.usage ?? null, writtenUnits: 0 }, false) };
}

/** True for the second answer that cannot be read: the next one would be paid too, and most likely be the same. */
export function isRefusedForGood(
  { rejectedAnswers }: Pick<ClaimedModelCall, "rejectedAnswers">,
  cause: unknown,
): boolean {
  return cause instanceof UndecodableError && rejectedAnswers >= 1;
}

/**
 * True where the provider has no use for the checkpoint: it is gone there or, of a fork, refused as it stands. What is
 * recorded here is told anew then.
 */
function isForgotten(
  { checkpoint, attempt, maxAttempts }: ClaimedModelCall,
  cause: unknown,
  asked: Asked,
) {
  if (checkpoint === null || asked === "other" || asked === "start" || attempt >= maxAttempts) {
    return false;
  }
  if (!(cause instanceof MistralError)) return false;
  const { statusCode } = cause;
  return statusCode === 404 ||
    (asked === "restart" && checkpoint.inherited && (statusCode === 400 || statusCode === 422));
}

function tellAnew(deps: ActivityDeps, call: ClaimedModelCall, deadline: TurnDeadline) {
  const message = "The model's provider does not go on with this conversation; it is told anew.";
  const failure: Failure = { code: "UNAVAILABLE", message };
  const wait = { failure, waitMs: 1, consumed: false, counts: true, replayAll: true };
  return waitOrFail(deps, call, wait, deadline);
}

/** Asks the version's fallback model, once, when the first is unavailable for good in this turn. */
function fallBackOrFail(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  { failure, consumed, refused }: Pick<ModelRetry, "failure" | "consumed" | "refused">,
  deadline: TurnDeadline,
): Promise<Advance> {
  const fallback = standIn(call, failure);
  if (!fallback || deadline.leftMs <= 1) return fail(deps, call, failure, refused);
  fallbackRequested(deps.log, call, { fallback, code: failure.code });
  const wait = { failure, waitMs: 1, consumed, counts: true, fallback };
  return waitOrFail(deps, call, { ...wait, ...(refused && { refused }) }, deadline);
}

function standIn({ fallback, version }: ClaimedModelCall, { code }: Failure): string | null {
  if (fallback !== null || (code !== "RATE_LIMITED" && code !== "UNAVAILABLE")) return null;
  return version.spec.settings.fallbackModel ?? null;
}

/** Records that the model is left alone for a while, which counts no attempt; its fallback is asked at once. */
export function recordCircuitOpen(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  { waitMs }: CircuitOpenError,
  deadline: TurnDeadline,
): Promise<Advance> {
  const message = "The model failed too often lately; it is asked again in a while.";
  const failure: Failure = { code: "UNAVAILABLE", message };
  reportFault(failure.code);
  const fallback = standIn(call, failure);
  const wait = { failure, waitMs, consumed: false, counts: false };
  return fallback
    ? waitOrFail(deps, call, { ...wait, waitMs: 1, fallback }, deadline)
    : waitOrFail(deps, call, wait, deadline);
}

type Wait = Omit<ModelRetry, "retryAt" | "remoteConversationUnknown"> & { waitMs: number };

async function waitOrFail(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  wait: Wait,
  deadline: TurnDeadline,
): Promise<Advance> {
  const { failure, waitMs, ...rest } = wait;
  if (waitMs >= deadline.leftMs) {
    const limited = failure.code === "RATE_LIMITED";
    if (limited && waitMs > 1) return await fallBackOrFail(deps, call, wait, deadline);
    return await fail(deps, call, limited ? failure : call.late, wait.refused);
  }
  const retryAt = new Date(Date.now() + waitMs);
  const remoteConversationUnknown = call.lostAnswer?.remoteConversationUnknown ?? false;
  await retryModelCall(deps.sql, call, { failure, retryAt, remoteConversationUnknown, ...rest });
  return { next: "later", waitMs };
}

async function fail(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  failure: Failure,
  refused?: UsedTokens,
): Promise<Advance> {
  await failModelCall(deps.sql, call, failure, refused);
  return { next: "advance" };
}
