import type { Advance } from "../../../protocol/conversation/conversation-workflow.ts";
import type { Failure } from "../../../protocol/status.ts";
import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import type { UsedTokens } from "../../../store/call/model-outcome.ts";
import {
  failModelCall,
  type ModelRetry,
  retryModelCall,
} from "../../../store/call/retry-model-call.ts";
import { fallbackRequested } from "../../../telemetry/outcomes/log-events.ts";
import type { ModelAttempt } from "./attempt.ts";

/** An attempt that failed. */
export type FailedAttempt = Pick<ModelAttempt, "deps" | "call" | "plan" | "deadline">;

/** A retry in `waitMs`. */
export type Retry =
  & Omit<ModelRetry, "retryAt" | "remoteConversationUnknown">
  & { waitMs: number };

/**
 * Records a retry. When its wait ends after the turn's deadline the turn fails instead; a rate-limited call is made by
 * the fallback model first, where there is one.
 */
export async function retryOrFail(attempt: FailedAttempt, retry: Retry): Promise<Advance> {
  const { deps, call, deadline } = attempt;
  const { failure, waitMs, ...rest } = retry;
  if (waitMs >= deadline.leftMs) {
    const limited = failure.code === "RATE_LIMITED";
    if (limited && waitMs > 1) return await fallBackOrFail(attempt, retry);
    return await failCall(attempt, limited ? failure : call.late, retry.refused);
  }
  const retryAt = new Date(Date.now() + waitMs);
  const remoteConversationUnknown = call.lostAnswer?.remoteConversationUnknown ?? false;
  await retryModelCall(deps.sql, call, { failure, retryAt, remoteConversationUnknown, ...rest });
  return { next: "later", waitMs };
}

/** Calls the version's fallback model, once in a turn; fails the turn where there is none, or no time is left. */
export async function fallBackOrFail(
  attempt: FailedAttempt,
  { failure, consumed, refused }: Pick<Retry, "failure" | "consumed" | "refused">,
): Promise<Advance> {
  const { deps, call, deadline } = attempt;
  const fallback = fallbackFor(call, failure);
  if (!fallback || deadline.leftMs <= 1) return await failCall(attempt, failure, refused);
  fallbackRequested(deps.log, call, { fallback, code: failure.code });
  const retry = { failure, waitMs: 1, consumed, counts: true, fallback };
  return await retryOrFail(attempt, { ...retry, ...(refused && { refused }) });
}

/** The model to call after this failure; null when the fallback is in use already, or would not help. */
export function fallbackFor(
  { fallback, version }: ClaimedModelCall,
  { code }: Failure,
): string | null {
  if (fallback !== null || (code !== "RATE_LIMITED" && code !== "UNAVAILABLE")) return null;
  return version.spec.settings.fallbackModel ?? null;
}

/** Fails the call and its turn. `refused`: the usage of an answer that could not be read. */
export async function failCall(
  { deps, call }: FailedAttempt,
  failure: Failure,
  refused?: UsedTokens,
): Promise<Advance> {
  await failModelCall(deps.sql, call, failure, refused);
  return { next: "advance" };
}
