import type { Advance } from "../../../protocol/conversation/conversation-workflow.ts";
import type { Failure } from "../../../protocol/status.ts";
import { readTraceparent } from "../../../protocol/telemetry/trace-context.ts";
import { errorFields } from "../../../telemetry/log.ts";
import { reportFault } from "../../spans/chat-span.ts";
import { RejectedWriteError } from "../drafts/send-until-acknowledged.ts";
import { CircuitOpenError } from "../provider/model-semaphores.ts";
import { ProviderError } from "../provider/provider-error.ts";
import { recordFault } from "./record-fault.ts";
import { failCall, type FailedAttempt, fallbackFor, retryOrFail } from "./retry-or-fail.ts";
import { TurnDeadlineError } from "./turn-deadline.ts";

/**
 * Records why an attempt failed: as a retry, for which the workflow waits, or as the failure of the turn. Throws any
 * other error again, such as FencedError.
 */
export async function recordFailure(attempt: FailedAttempt, error: unknown): Promise<Advance> {
  if (error instanceof ProviderError) return await recordFault(attempt, error);
  if (error instanceof CircuitOpenError) return await recordOpenCircuit(attempt, error);
  if (error instanceof RejectedWriteError) return await recordRejectedWrite(attempt, error);
  if (!(error instanceof TurnDeadlineError)) throw error;
  reportFault(attempt.call.late.code);
  return await failCall(attempt, attempt.call.late);
}

/** The wait for a circuit to close counts as no attempt. Where there is a fallback model, it is called at once. */
async function recordOpenCircuit(attempt: FailedAttempt, { waitMs }: CircuitOpenError) {
  const message = "The model failed repeatedly; it is called again after a wait.";
  const failure: Failure = { code: "UNAVAILABLE", message };
  reportFault(failure.code);
  const fallback = fallbackFor(attempt.call, failure);
  const retry = { failure, waitMs, consumed: false, counts: false };
  return await retryOrFail(attempt, fallback ? { ...retry, waitMs: 1, fallback } : retry);
}

/** The database rejects what the model wrote, and would reject it from any other attempt. */
async function recordRejectedWrite(attempt: FailedAttempt, { cause }: RejectedWriteError) {
  const { id: callId, conversationId, traceparent } = attempt.call;
  attempt.deps.log.error("model.write_rejected", { callId, conversationId, ...errorFields(cause) });
  const message = "The database rejected the model's answer.";
  const traceId = readTraceparent(traceparent)?.traceId ?? null;
  reportFault("INTERNAL");
  return await failCall(attempt, { code: "INTERNAL", message, traceId });
}
