import type {
  ConversationInput,
  ToolCallRef,
  ToolWait,
} from "../../protocol/conversation/conversation-workflow.ts";
import { FencedError } from "../../store/call/claimed-call.ts";
import { claimToolCall } from "../../store/call/claim-tool-call.ts";
import { Lease } from "../lease.ts";
import { inActivitySpan } from "../spans/activity-span.ts";
import { attemptToolCall, recordToolCall } from "./attempt-tool-call.ts";
import { withHeartbeat } from "./heartbeat.ts";
import { ofTenant, type SharedDeps } from "./deps.ts";

/**
 * Makes one attempt of a tool call and commits its outcome; does nothing for a finished call. A failure of the tool is a
 * result for the model. Returns the wait before a retry, during which the workflow receives wake-ups.
 */
export function createCallTool(all: SharedDeps) {
  return (ref: ConversationInput & ToolCallRef): Promise<ToolWait | null> =>
    withHeartbeat(all.engine.heartbeatMs, async (signal) => {
      const deps = ofTenant(all, ref.tenant);
      const { sql, engine } = deps;
      const began = new Date();
      const lease = new Lease(engine.leaseMs);
      const next = await claimToolCall(sql, ref, engine);
      if (next.outcome === "finished") return null;
      if (next.outcome === "wait") return { waitMs: next.waitMs, idle: true };
      const { turnId, traceparent } = next.call;
      try {
        const inTurn = { traceparent: deps.spans.exportSpan ? traceparent : null, turnId, began };
        return await inActivitySpan(inTurn, async () => {
          const made = await attemptToolCall(deps, next.call, lease, signal);
          await recordToolCall(deps, made);
          return made.waitMs === null ? null : { waitMs: made.waitMs };
        });
      } catch (error) {
        if (!(error instanceof FencedError)) throw error;
        return null;
      }
    });
}
