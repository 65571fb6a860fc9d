import type {
  Advance,
  AdvanceInput,
  ConversationInput,
} from "../../protocol/conversation/conversation-workflow.ts";
import type { PhaseAdvance } from "../../protocol/research/research-workflow.ts";
import { traceparentUnder } from "../../protocol/telemetry/trace-context.ts";
import { FencedError } from "../../store/call/claimed-call.ts";
import { claimNextAction } from "../../store/turn/claim-next-action.ts";
import { Lease } from "../lease.ts";
import { callModel } from "../model/call/call-model.ts";
import { inActivitySpan } from "../spans/activity-span.ts";
import { exportEndedTurns } from "../spans/export-ended.ts";
import { advanceResearch } from "./advance-research.ts";
import { type ActivityDeps, ofTenant, type SharedDeps } from "./deps.ts";
import { withHeartbeat } from "./heartbeat.ts";
import { type Claimed, makeQuickCalls } from "./make-quick-calls.ts";

/** After this time an activity leaves further steps to the next one, ms. */
const maxStepsMs = 120_000;

/**
 * Reads the record of a conversation and takes its next action: begins the oldest queued turn and makes its next model
 * call. Returns what follows. A turn without tool calls, or with quick ones only, is one run of this activity. When the
 * conversation of a phase is at rest, its research run advances too.
 */
export function createAdvance(all: SharedDeps) {
  return ({ researchId, ...conversation }: AdvanceInput): Promise<PhaseAdvance> =>
    withHeartbeat(all.engine.heartbeatMs, async (signal): Promise<PhaseAdvance> => {
      const deps = ofTenant(all, conversation.tenant);
      const { sql, provider, engine, superseded, spans } = deps;
      const began = new Date();
      const lease = new Lease(engine.leaseMs);
      const action = await claimNextAction(sql, conversation, { provider, ...engine });
      const next = await takeSteps(deps, conversation, { action, lease, began }, signal);
      if (action.next === "rest" && action.waits) deps.waitingTurns.added(conversation.tenant);
      else if (next.next === "rest") await deps.waitingTurns.atRest(conversation.tenant);
      if (spans.exportSpan) await exportEndedTurns(sql, conversation, spans.exportSpan);
      if (researchId !== undefined && next.next === "rest") {
        const { tenant } = conversation;
        return { ...next, run: (await advanceResearch(deps, { tenant, researchId })).advance };
      }
      return await superseded() ? { ...next, superseded: true } : next;
    });
}

/** Takes the claimed action, and those that follow by quick tool calls. */
async function takeSteps(
  deps: ActivityDeps,
  conversation: ConversationInput,
  first: Claimed,
  signal: AbortSignal,
): Promise<Advance> {
  const until = performance.now() + maxStepsMs;
  let traced: Pick<Advance, "traceparent"> = {};
  for (let step: Claimed = first;;) {
    const makesTools = performance.now() < until && !await deps.superseded();
    const { followed, ...next } = await inTurn(deps, step, async () => {
      const after = await execute(deps, step, signal, makesTools);
      if (after.next !== "run") return after;
      return {
        next: "advance",
        followed: await makeQuickCalls(deps, conversation, after, signal),
      };
    });
    if (followed) {
      traced = next.traceparent === undefined ? {} : { traceparent: next.traceparent };
      step = followed;
      continue;
    }
    // An action without work of its own does not hide the steps before it.
    return traced.traceparent !== undefined && next.idle
      ? { ...next, ...traced, idle: false }
      : next;
  }
}

/** An action's result; `followed`: the action that was claimed after it. */
type Taken = Advance & { followed?: Claimed };

/**
 * Runs `work` in the trace of the claimed action's turn, which the result names for the workflow. Without a model call
 * the work has no span.
 */
async function inTurn(
  { spans }: ActivityDeps,
  { action, began }: Claimed,
  work: () => Promise<Taken>,
): Promise<Taken> {
  if (spans.exportSpan === null) return await work();
  if (action.next === "model") {
    const { turnId, traceparent } = action.call;
    const next = await inActivitySpan({ traceparent, turnId, began }, work);
    return { ...next, traceparent: traceparentUnder(traceparent, turnId) };
  }
  const { turn } = action.next === "tools" ? action : { turn: null };
  const traceparent = turn && traceparentUnder(turn.traceparent, turn.id);
  return { ...await work(), idle: true, ...(traceparent !== null && { traceparent }) };
}

async function execute(
  deps: ActivityDeps,
  { action, lease }: Claimed,
  signal: AbortSignal,
  makesTools: boolean,
) {
  if (action.next === "tools") {
    const { ids, wakeInMs } = action;
    const toolCalls = ids.map((id) => ({ id }));
    return { next: "tools" as const, toolCalls, ...(wakeInMs !== null && { wakeInMs }) };
  }
  if (action.next === "rest") return { next: action.next };
  if (action.next !== "model") return action;
  try {
    return await callModel(deps, action.call, lease, signal, makesTools);
  } catch (error) {
    if (error instanceof FencedError) return { next: "advance" as const };
    throw error;
  }
}
