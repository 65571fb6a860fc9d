import type { Advance, AdvanceInput } from "../../protocol/conversation/conversation-workflow.ts";
import type { PhaseAdvance } from "../../protocol/research/research-workflow.ts";
import { traceparentUnder } from "../../protocol/telemetry/trace-context.ts";
import { FencedError } from "../../store/call/claimed-call.ts";
import { claimNextAction, type NextAction } from "../../store/turn/claim-next-action.ts";
import { Lease } from "../lease.ts";
import { callModel } from "../model/call/call-model.ts";
import { inActivitySpan } from "../spans/activity-span.ts";
import { exportEndedTurns } from "../spans/export-ended.ts";
import { advanceResearch } from "./advance-research.ts";
import type { ActivityDeps } from "./deps.ts";
import { withHeartbeat } from "./heartbeat.ts";

/**
 * Reads the record of a conversation and takes its next action: begins the oldest queued turn and makes its next model
 * call. Returns what follows. A turn without tool calls is one run of this activity. When the conversation of a phase is
 * at rest, its research run advances too.
 */
export function createAdvance(deps: ActivityDeps) {
  const { sql, provider, engine, superseded, spans } = deps;
  return ({ researchId, ...conversation }: AdvanceInput): Promise<PhaseAdvance> =>
    withHeartbeat(engine.heartbeatMs, async (signal): Promise<PhaseAdvance> => {
      const began = new Date();
      const lease = new Lease(engine.leaseMs);
      const claimed = await claimNextAction(sql, conversation, { provider, ...engine });
      const next = await inTurn(deps, claimed, began, () => execute(deps, claimed, lease, signal));
      if (spans.exportSpan) await exportEndedTurns(sql, conversation, spans.exportSpan);
      if (researchId !== undefined && next.next === "rest") {
        const { tenant } = conversation;
        return { ...next, run: (await advanceResearch(deps, { tenant, researchId })).advance };
      }
      return await superseded() ? { ...next, superseded: true } : next;
    });
}

/**
 * Runs `work` in the trace of the claimed action's turn, which the result names for the workflow. Without a model call
 * the work has no span.
 */
async function inTurn(
  { spans }: ActivityDeps,
  claimed: NextAction,
  began: Date,
  work: () => Promise<Advance>,
): Promise<Advance> {
  if (spans.exportSpan === null) return await work();
  if (claimed.next === "model") {
    const { turnId, traceparent } = claimed.call;
    const next = await inActivitySpan({ traceparent, turnId, began }, work);
    return { ...next, traceparent: traceparentUnder(traceparent, turnId) };
  }
  const { turn } = claimed.next === "tools" ? claimed : { turn: null };
  const traceparent = turn && traceparentUnder(turn.traceparent, turn.id);
  return { ...await work(), idle: true, ...(traceparent !== null && { traceparent }) };
}

async function execute(
  deps: ActivityDeps,
  claimed: NextAction,
  lease: Lease,
  signal: AbortSignal,
): Promise<Advance> {
  if (claimed.next === "tools") {
    const { ids, wakeInMs } = claimed;
    const toolCalls = ids.map((id) => ({ id }));
    return { next: "tools", toolCalls, ...(wakeInMs !== null && { wakeInMs }) };
  }
  if (claimed.next !== "model") return claimed;
  try {
    return await callModel(deps, claimed.call, lease, signal);
  } catch (error) {
    if (error instanceof FencedError) return { next: "advance" };
    throw error;
  }
}
