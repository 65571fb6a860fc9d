import { MistralError } from "@mistralai/mistralai/models/errors";
import type { Advance } from "../../../protocol/conversation/conversation-workflow.ts";
import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import { handOver } from "../../../store/call/hand-over.ts";
import { errorFields } from "../../../telemetry/log.ts";
import { handedOver } from "../../../telemetry/outcomes/log-events.ts";
import { clearIfMissing } from "../../agents/missing-remote-agent.ts";
import { reportFault, reportRefusedUsage } from "../../spans/chat-span.ts";
import { type ClassifiedFault, classifyFault, retryDelay } from "../provider/classify-fault.ts";
import type { ProviderError, Requested } from "../provider/provider-error.ts";
import { UndecodableError } from "../stream/stream-faults.ts";
import { handOverAfter } from "./hand-over-fault.ts";
import { type FailedAttempt, fallBackOrFail, type Retry, retryOrFail } from "./retry-or-fail.ts";
import { usedBy } from "./used-tokens.ts";

/** Records a fault of the provider: as a retry, as a hand-off made here, or as the failure of the turn. */
export async function recordFault(
  attempt: FailedAttempt,
  { cause, requested }: ProviderError,
): Promise<Advance> {
  const { deps, call } = attempt;
  const fault = classifyFault(cause, requested);
  const retried = isRetried(call, fault, cause);
  report(attempt, fault, { cause, requested, retried });
  if (isCheckpointRefused(call, cause, requested)) {
    const message = "The model's provider does not continue this conversation; it is replayed.";
    return await retryOrFail(attempt, { ...retryAtOnce(message), replayAll: true });
  }
  const to = handOverAfter(cause, call);
  if (to !== null) return await handOverTo(attempt, to);
  const mayBeMissing = requested === "start" && call.attempt < call.maxAttempts;
  if (mayBeMissing && await clearIfMissing(deps, call, cause)) {
    const message = "The agent no longer existed at the model's provider; it is created again.";
    return await retryOrFail(attempt, retryAtOnce(message));
  }
  const outcome = { ...fault, ...refusedBy(cause) };
  if (!retried) return await fallBackOrFail(attempt, outcome);
  const waitMs = retryDelay(fault, call.attempt - call.earlierAttempts, deps.engine.retryBaseMs);
  return await retryOrFail(attempt, { ...outcome, waitMs });
}

function report(
  { deps, call, plan }: FailedAttempt,
  { failure }: ClassifiedFault,
  { cause, ...fields }: { cause: unknown; requested: Requested; retried: boolean },
) {
  reportFault(failure.code);
  if (cause instanceof UndecodableError) reportRefusedUsage(plan, cause.ended?.usage ?? null);
  const { id: callId, conversationId, attempt } = call;
  deps.log.warn("model.call_failed", {
    ...{ callId, conversationId, attempt, ...fields, failure: failure.code },
    ...errorFields(cause),
  });
}

function isRetried(call: ClaimedModelCall, { retry, counts }: ClassifiedFault, cause: unknown) {
  const attemptLeft = !counts || call.attempt < call.maxAttempts;
  return retry && attemptLeft && !isUnreadableAgain(call, cause);
}

/** True for the second answer that cannot be read: the next one would be billed too, and most likely be the same. */
export function isUnreadableAgain(
  { rejectedAnswers }: Pick<ClaimedModelCall, "rejectedAnswers">,
  cause: unknown,
): boolean {
  return cause instanceof UndecodableError && rejectedAnswers >= 1;
}

/** The usage of an answer that could not be read: the provider wrote it, so it was billed. */
function refusedBy(cause: unknown): Pick<Retry, "refused"> {
  if (!(cause instanceof UndecodableError)) return {};
  return { refused: usedBy({ usage: cause.ended?.usage ?? null, writtenUnits: 0 }, false) };
}

/** True when the provider does not continue from the checkpoint: it is gone or, inherited by a fork, refused. */
function isCheckpointRefused(
  { checkpoint, attempt, maxAttempts }: ClaimedModelCall,
  cause: unknown,
  requested: Requested,
): boolean {
  if (checkpoint === null || requested === "other" || requested === "start") return false;
  if (attempt >= maxAttempts || !(cause instanceof MistralError)) return false;
  const { statusCode } = cause;
  return statusCode === 404 ||
    (requested === "restart" && checkpoint.inherited &&
      (statusCode === 400 || statusCode === 422));
}

const retryAtOnce = (message: string): Retry => ({
  failure: { code: "UNAVAILABLE", message },
  ...{ waitMs: 1, consumed: false, counts: true },
});

async function handOverTo({ deps, call }: FailedAttempt, to: string): Promise<Advance> {
  handedOver(deps.log, call, to);
  const message = "The model's provider failed to hand over, so this service handed the turn over.";
  await handOver(deps.sql, call, to, { code: "UNAVAILABLE", message });
  return { next: "advance" };
}
