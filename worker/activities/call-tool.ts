import type { ConversationInput, ToolCallRef } from "../../protocol/conversation-workflow.ts";
import type { Failure } from "../../protocol/status.ts";
import { FencedError } from "../../store/engine/held-call.ts";
import {
  type ClaimedToolCall,
  claimToolCall,
  commitToolCall,
  retryToolCall,
  type ToolOutcome,
} from "../../store/engine/tool-call.ts";
import { errorFields } from "../../telemetry/log.ts";
import { retryDelay } from "../model/classify.ts";
import { failedOutcome, toOutcome } from "../tools/tool-result.ts";
import { alive, comeBack } from "./alive.ts";
import type { ActivityDeps } from "./deps.ts";

/** Makes one tool call and keeps its outcome, or finds it kept. A tool's failure is a result for the model. */
export function createCallTool(deps: ActivityDeps) {
  const { sql, engine } = deps;
  return (ref: ConversationInput & ToolCallRef): Promise<void> =>
    alive(engine.heartbeatMs, async (signal) => {
      const next = await claimToolCall(sql, ref, engine);
      if (next.claimed === "finished") return;
      if (next.claimed === "later") {
        throw comeBack("an earlier attempt may still call", next.waitMs);
      }
      try {
        const outcome = await callOrRetry(deps, next.call, signal);
        await commitToolCall(sql, next.call, outcome);
      } catch (error) {
        if (!(error instanceof FencedError)) throw error;
      }
    });
}

function callOrRetry(deps: ActivityDeps, call: ClaimedToolCall, outer: AbortSignal) {
  return deps.heldCalls.during(call, outer, async (signal): Promise<ToolOutcome> => {
    if (!call.tool) return failedOutcome("TOOL_ERROR", `There is no tool named ${call.name}.`);
    const { arguments: args } = call;
    if (typeof args !== "object" || args === null || Array.isArray(args)) {
      return failedOutcome("TOOL_ERROR", "The arguments are not a JSON object. Write them again.");
    }
    try {
      return await callServer(deps, call, args as Record<string, unknown>, signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return await recordFault(deps, call, error);
    }
  });
}

async function callServer(
  { servers, engine }: ActivityDeps,
  { server, name }: ClaimedToolCall,
  args: Record<string, unknown>,
  signal: AbortSignal,
): Promise<ToolOutcome> {
  const timeout = engine.toolTimeoutMs;
  const answer = await servers.use(
    server,
    (client) => client.callTool({ name, arguments: args }, { signal, timeout }),
  );
  return toOutcome(name, answer);
}

async function recordFault(deps: ActivityDeps, call: ClaimedToolCall, error: unknown) {
  const { id: callId, server, name, attempt } = call;
  const again = call.tool?.idempotent === true && attempt < call.maxAttempts;
  deps.log.warn("tool_call_failed", {
    callId,
    server,
    name,
    attempt,
    again,
    ...errorFields(error),
  });
  const message = `The tool ${name} could not be reached, or did not answer in time.`;
  if (!again) return failedOutcome("UNAVAILABLE", message);
  const failure: Failure = { code: "UNAVAILABLE", message };
  const waitMs = retryDelay({ retryAfterMs: null }, attempt, deps.engine.retryBaseMs);
  await retryToolCall(deps.sql, call, { failure, retryAt: new Date(Date.now() + waitMs) });
  throw comeBack(message, waitMs);
}
