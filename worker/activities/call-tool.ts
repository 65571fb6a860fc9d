import type {
  ConversationInput,
  ToolCallRef,
  ToolWait,
} from "../../protocol/conversation/conversation-workflow.ts";
import { FencedError } from "../../store/call/claimed-call.ts";
import { type ClaimedToolCall, claimToolCall } from "../../store/call/claim-tool-call.ts";
import { commitToolCall, retryToolCall } from "../../store/call/commit-tool-call.ts";
import { errorFields } from "../../telemetry/log.ts";
import { type FailpointCall, FailpointError } from "../failpoints.ts";
import { Lease } from "../lease.ts";
import { retryDelay } from "../model/provider/classify-fault.ts";
import { inActivitySpan } from "../spans/activity-span.ts";
import { inToolSpan } from "../spans/tool-span.ts";
import { refusedArguments } from "../tools/check-call-arguments.ts";
import { type ClassifiedAnswer, classifyCallFault, unknownTool } from "../tools/classify-answer.ts";
import { useTool } from "../tools/use-tool.ts";
import { withHeartbeat } from "./heartbeat.ts";
import type { ActivityDeps } from "./deps.ts";

/**
 * Makes one attempt of a tool call and commits its outcome; does nothing for a finished call. A failure of the tool is a
 * result for the model. Returns the wait before a retry, during which the workflow receives wake-ups.
 */
export function createCallTool(deps: ActivityDeps) {
  const { sql, engine } = deps;
  return (ref: ConversationInput & ToolCallRef): Promise<ToolWait | null> =>
    withHeartbeat(engine.heartbeatMs, async (signal) => {
      const began = new Date();
      const lease = new Lease(engine.leaseMs);
      const next = await claimToolCall(sql, ref, engine);
      if (next.outcome === "finished") return null;
      if (next.outcome === "wait") return { waitMs: next.waitMs, idle: true };
      const { turnId, traceparent } = next.call;
      try {
        const inTurn = { traceparent: deps.spans.exportSpan ? traceparent : null, turnId, began };
        return await inActivitySpan(inTurn, () => callOrRetry(deps, next.call, lease, signal));
      } catch (error) {
        if (!(error instanceof FencedError)) throw error;
        return null;
      }
    });
}

async function callOrRetry(
  deps: ActivityDeps,
  call: ClaimedToolCall,
  lease: Lease,
  outer: AbortSignal,
): Promise<ToolWait | null> {
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
  const waitMs = waitBeforeRetry(call, classified, deps.engine.retryBaseMs);
  if (!outcome.failure || waitMs === null) {
    await commitToolCall(deps.sql, call, outcome);
    await deps.failpoint("committed", at);
    return null;
  }
  const retryAt = new Date(Date.now() + waitMs);
  await retryToolCall(deps.sql, call, { failure: outcome.failure, retryAt });
  return { waitMs };
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
