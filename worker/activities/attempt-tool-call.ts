import type { EndedToolCall } from "../../store/call/end-tool-calls.ts";
import { FencedError } from "../../store/call/claimed-call.ts";
import type { ClaimedToolCall } from "../../store/call/claim-tool-call.ts";
import { commitToolCall, retryToolCall } from "../../store/call/commit-tool-call.ts";
import { errorFields } from "../../telemetry/log.ts";
import { type FailpointCall, FailpointError } from "../failpoints.ts";
import type { Lease } from "../lease.ts";
import { retryDelay } from "../model/provider/classify-fault.ts";
import { inToolSpan } from "../spans/tool-span.ts";
import { refusedArguments } from "../tools/check-call-arguments.ts";
import { type ClassifiedAnswer, classifyCallFault, unknownTool } from "../tools/classify-answer.ts";
import { useTool } from "../tools/use-tool.ts";
import type { ActivityDeps } from "./deps.ts";

/** An attempt of a tool call whose outcome is not written yet. */
export interface MadeToolCall extends EndedToolCall {
  /** Wait before the next attempt, ms; null: the outcome ends the call. */
  waitMs: number | null;
  at: FailpointCall;
}

/** Makes one attempt of a claimed tool call. Throws FencedError when it was cancelled or claimed again. */
export async function attemptToolCall(
  deps: ActivityDeps,
  call: ClaimedToolCall,
  lease: Lease,
  outer: AbortSignal,
): Promise<MadeToolCall> {
  const at = { fence: call.fence, kind: "tool" as const, agent: call.agentName };
  await deps.failpoint("claimed", at);
  const classified = await deps.claimedCalls.during(
    call,
    outer,
    (signal) =>
      inToolSpan(call, deps.spans.content, () => callOnce(deps, call, { lease, at, signal })),
  );
  await deps.failpoint("done", at);
  const { outcome } = classified;
  const waitMs = outcome.failure && waitBeforeRetry(call, classified, deps.engine.retryBaseMs);
  return { call, outcome, waitMs, at };
}

/** Writes the outcome of an attempt by itself. Throws FencedError. */
export async function recordToolCall(
  deps: ActivityDeps,
  { call, outcome, waitMs, at }: MadeToolCall,
): Promise<void> {
  if (outcome.failure && waitMs !== null) {
    const retryAt = new Date(Date.now() + waitMs);
    return await retryToolCall(deps.sql, call, { failure: outcome.failure, retryAt });
  }
  await commitToolCall(deps.sql, call, outcome);
  await deps.failpoint("committed", at);
}

/** The wait before the next attempt, ms; null when there is none, or none before the turn's deadline. */
function waitBeforeRetry(
  { attempt, deadlineMs }: ClaimedToolCall,
  { again, attempts, retryAfterMs = null }: ClassifiedAnswer,
  retryBaseMs: number,
): number | null {
  if (!again || attempt >= attempts) return null;
  const waitMs = retryDelay({ retryAfterMs }, attempt, retryBaseMs);
  return waitMs < deadlineMs ? waitMs : null;
}

async function callOnce(
  deps: ActivityDeps,
  call: ClaimedToolCall,
  { lease, at, signal }: { lease: Lease; at: FailpointCall; signal: AbortSignal },
): Promise<ClassifiedAnswer> {
  const { tool, arguments: args } = call;
  if (!tool) return unknownTool(call.name);
  const refused = refusedArguments(args);
  if (refused) return refused;
  let sent = false;
  const request = {
    args: args as Record<string, unknown>,
    async opened() {
      await lease.ensure(deps.sql, call, null);
      await deps.failpoint("before_request", at);
      sent = true;
    },
    unread() {
      sent = false;
    },
    async taken() {
      await deps.failpoint("request_accepted", at);
    },
  };
  try {
    return await useTool(deps, { ...call, tool }, request, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof FencedError || error instanceof FailpointError) throw error;
    const { id: callId, server, name, attempt } = call;
    const fields = { callId, server, name, attempt, sent };
    deps.log.warn("tool.call_failed", { ...fields, ...errorFields(error) });
    return classifyCallFault(error, { name, idempotent: tool.idempotent, sent }, call.maxAttempts);
  }
}
