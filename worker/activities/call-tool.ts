import type {
  ConversationInput,
  ToolCallRef,
  ToolWait,
} from "../../protocol/conversation-workflow.ts";
import { FencedError } from "../../store/engine/held-call.ts";
import {
  type ClaimedToolCall,
  claimToolCall,
  commitToolCall,
  retryToolCall,
} from "../../store/engine/tool-call.ts";
import { errorFields } from "../../telemetry/log.ts";
import { type CrashedCall, CrashError } from "../crash-points.ts";
import { Lease } from "../lease.ts";
import { retryDelay } from "../model/classify.ts";
import { inActivitySpan } from "../spans/activity-span.ts";
import { inToolSpan } from "../spans/tool-span.ts";
import { refusedArguments } from "../tools/check-call-arguments.ts";
import { type Judged, judgeFault, unknownTool } from "../tools/judge-tool.ts";
import { useTool } from "../tools/use-tool.ts";
import { alive } from "./alive.ts";
import type { ActivityDeps } from "./deps.ts";

/**
 * Makes one tool call and keeps its outcome, or finds it kept. A tool's failure is a result for the model. One that is
 * to be made again answers when: the wait is the workflow's, which hears the doorbell meanwhile.
 */
export function createCallTool(deps: ActivityDeps) {
  const { sql, engine } = deps;
  return (ref: ConversationInput & ToolCallRef): Promise<ToolWait | null> =>
    alive(engine.heartbeatMs, async (signal) => {
      const began = new Date();
      const lease = new Lease(engine.leaseMs);
      const next = await claimToolCall(sql, ref, engine);
      if (next.claimed === "finished") return null;
      if (next.claimed === "later") return { waitMs: next.waitMs, idle: true };
      const { turnId, traceparent } = next.call;
      try {
        const inTurn = { traceparent: tellsSpans(deps) ? traceparent : null, turnId, began };
        return await inActivitySpan(inTurn, () => callOrRetry(deps, next.call, lease, signal));
      } catch (error) {
        if (!(error instanceof FencedError)) throw error;
        return null;
      }
    });
}

const tellsSpans = ({ spans }: ActivityDeps) => spans.tell !== null;

async function callOrRetry(
  deps: ActivityDeps,
  call: ClaimedToolCall,
  lease: Lease,
  outer: AbortSignal,
): Promise<ToolWait | null> {
  const at = { fence: call.fence, kind: "tool" as const, agent: call.agentName };
  await deps.reach("claimed", at);
  const judged = await deps.heldCalls.during(
    call,
    outer,
    (signal) =>
      inToolSpan(call, deps.spans.content, () => callOnce(deps, call, { lease, at, signal })),
  );
  await deps.reach("done", at);
  const { outcome } = judged;
  const { retryAfterMs = null } = judged;
  const waitMs = retryDelay({ retryAfterMs }, call.attempt, deps.engine.retryBaseMs);
  const inTime = waitMs < call.deadlineMs;
  if (!outcome.failure || !judged.again || call.attempt >= judged.attempts || !inTime) {
    await commitToolCall(deps.sql, call, outcome);
    await deps.reach("committed", at);
    return null;
  }
  const retryAt = new Date(Date.now() + waitMs);
  await retryToolCall(deps.sql, call, { failure: outcome.failure, retryAt });
  return { waitMs };
}

async function callOnce(
  deps: ActivityDeps,
  call: ClaimedToolCall,
  { lease, at, signal }: { lease: Lease; at: CrashedCall; signal: AbortSignal },
): Promise<Judged> {
  const { tool, arguments: args } = call;
  if (!tool) return unknownTool(call.name);
  const refused = refusedArguments(args);
  if (refused) return refused;
  let sent = false;
  const request = {
    args: args as Record<string, unknown>,
    async opened() {
      await lease.hold(deps.sql, call, null);
      await deps.reach("before_request", at);
      sent = true;
    },
    unread() {
      sent = false;
    },
    async taken() {
      await deps.reach("request_taken", at);
    },
  };
  try {
    return await useTool(deps, { ...call, tool }, request, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof FencedError || error instanceof CrashError) throw error;
    const { id: callId, server, name, attempt } = call;
    const told = { callId, server, name, attempt, sent };
    deps.log.warn("tool_call_failed", { ...told, ...errorFields(error) });
    return judgeFault(error, { name, idempotent: tool.idempotent, sent }, call.maxAttempts);
  }
}
