import type {
  Advance,
  ConversationInput,
} from "../../protocol/conversation/conversation-workflow.ts";
import { traceparentUnder } from "../../protocol/telemetry/trace-context.ts";
import { claimNextAction, type NextAction } from "../../store/turn/claim-next-action.ts";
import { FencedError } from "../../store/call/claimed-call.ts";
import { openRunOf } from "../../store/research/open-run.ts";
import { Lease } from "../lease.ts";
import { callModel } from "../model/call/call-model.ts";
import { inActivitySpan } from "../spans/activity-span.ts";
import { exportEndedTurns } from "../spans/export-ended.ts";
import { withHeartbeat } from "./heartbeat.ts";
import type { ActivityDeps } from "./deps.ts";

/**
 * Looks at the record of a conversation and does what is next in it: begins the oldest waiting turn, makes its next
 * model call. Answers what follows. A plain turn is one run of it.
 */
export function createAdvance(deps: ActivityDeps) {
  const { sql, provider, engine, superseded } = deps;
  return (conversation: ConversationInput): Promise<Advance> =>
    withHeartbeat(engine.heartbeatMs, async (signal): Promise<Advance> => {
      const began = new Date();
      const lease = new Lease(engine.leaseMs);
      const next = await claimNextAction(sql, conversation, { provider, ...engine });
      const due = await inTurn(deps, next, began, () => doNext(deps, next, lease, signal));
      const mayBeOfRun = next.next !== "model" || next.call.ofResearch;
      if (due.next === "rest" && mayBeOfRun) await ringRun(deps, conversation);
      if (deps.spans.exportSpan) await exportEndedTurns(sql, conversation, deps.spans.exportSpan);
      return await superseded() ? { ...due, superseded: true } : due;
    });
}

/** In the trace of the turn that was claimed for; the answer tells the workflow which that is. A mere look is no span. */
async function inTurn(
  { spans }: ActivityDeps,
  next: NextAction,
  began: Date,
  work: () => Promise<Advance>,
): Promise<Advance> {
  if (spans.exportSpan === null) return await work();
  if (next.next === "model") {
    const { turnId, traceparent } = next.call;
    const due = await inActivitySpan({ traceparent, turnId, began }, work);
    return { ...due, traceparent: traceparentUnder(traceparent, turnId) };
  }
  const { turn } = next.next === "tools" ? next : { turn: null };
  const traceparent = turn && traceparentUnder(turn.traceparent, turn.id);
  return { ...await work(), idle: true, ...(traceparent !== null && { traceparent }) };
}

async function doNext(
  deps: ActivityDeps,
  next: NextAction,
  lease: Lease,
  signal: AbortSignal,
): Promise<Advance> {
  if (next.next === "tools") {
    const { ids, wakeInMs } = next;
    const toolCalls = ids.map((id) => ({ id }));
    return { next: "tools", toolCalls, ...(wakeInMs !== null && { wakeInMs }) };
  }
  if (next.next !== "model") return next;
  try {
    return await callModel(deps, next.call, lease, signal);
  } catch (error) {
    if (error instanceof FencedError) return { next: "advance" };
    throw error;
  }
}

/** A conversation at rest that works for a research run: the run may go on. */
async function ringRun({ sql, wake }: ActivityDeps, { tenant, conversationId }: ConversationInput) {
  const researchId = await openRunOf(sql, conversationId);
  if (researchId !== null) await wake.research({ tenant, researchId });
}
