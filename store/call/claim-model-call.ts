import { collectEvents } from "../database/committed-events.ts";
import { unscoped } from "../database/in-tenant.ts";
import { type Db, json } from "../database/sql.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import { stepEvent, turnEvent } from "../log/events.ts";
import type { PhaseText } from "../research/phase-text.ts";
import type { OpenTurn } from "../turn/open-turn.ts";
import { budgetTimeExceeded, timeoutFailure } from "../turn/turn-failures.ts";
import type { ClaimPolicy } from "./claim.ts";
import type { ClaimedCall } from "./claimed-call.ts";
import type { ClaimedModelCall } from "./claimed-model-call.ts";
import type { EndedToolCalls } from "./end-tool-calls.ts";
import type { PlannedCall, PlannedClaim } from "./plan-claim.ts";

/** The claim of a model call as it is returned, without the limits of its tool calls. */
export type NewModelCall = Omit<ClaimedModelCall, "toolCallsLeft" | "toolCallsOfBudget">;

/** The call that a planned claim makes, with fence and attempt. */
export function claimedCallOf(
  { tenant, conversationId, id: turnId }: OpenTurn,
  { planned, claim: { fence, attempt } }: PlannedClaim,
): ClaimedCall {
  return { tenant, conversationId, turnId, id: planned.id, fence, attempt };
}

/**
 * Writes a claim as one statement: records the call or raises its fence, begins the turn, ends the tool calls `ended`, and
 * appends the events; `discarded` are those of an earlier attempt. False, and nothing is written, if the record has
 * changed since the turn was read.
 */
export async function writeClaim(
  db: Db,
  turn: OpenTurn,
  plan: PlannedClaim,
  { leaseMs }: ClaimPolicy,
  { ended, discarded }: { ended: EndedToolCalls | null; discarded: readonly NewEvent[] },
): Promise<boolean> {
  const { planned, reserved, claim, time } = plan;
  const call = claimedCallOf(turn, plan);
  const begins = turn.status === "QUEUED";
  const events = [
    ...(ended?.events ?? []),
    ...(begins ? [turnEvent(turn.id, "RUNNING")] : []),
    ...discarded,
    stepEvent(call, "RUNNING"),
  ];
  const written = {
    ...refOf(turn, planned),
    ...{ head: turn.head, maybeSent: claim.maybeSent, leaseMs, steered: planned.steered },
    inputTokens: reserved.inputTokens,
    inputRate: reserved.rates?.input ?? null,
    outputRate: reserved.rates?.output ?? null,
    ...(begins && { turnMs: time.ms, ofBudget: time.ofBudget }),
  };
  const [row] = await unscoped(db)<{ claimed: boolean }[]>`
    select claim_model_call(${json(db, written)}, ${ended ? json(db, ended.calls) : null},
      ${json(db, events)}) as claimed`;
  if (row?.claimed) collectEvents(db, events);
  return row?.claimed ?? false;
}

function refOf(
  turn: OpenTurn,
  { id, step, versionId, fallback, inputHash, recorded }: PlannedCall,
) {
  const { tenant, conversationId, id: turnId } = turn;
  const version = recorded?.version ?? null;
  const refs = { tenant, conversationId, turnId, id, version };
  return { ...refs, step, versionId, model: fallback, inputHash };
}

/** Records a call that is not made, because a failure ends the turn. */
export async function recordUnmadeCall(db: Db, turn: OpenTurn, planned: PlannedCall) {
  const { id, tenant, conversationId, turnId, step, inputHash, versionId, model } = refOf(
    turn,
    planned,
  );
  await db`insert into calls (id, tenant, conversation_id, turn_id, kind, step, status, input_hash, version_id, model)
    values (${id}, ${tenant}, ${conversationId}, ${turnId}, 'model', ${step}, 'QUEUED', ${inputHash},
      ${versionId}, ${model}) on conflict (id) do nothing`;
}

/** The call as the worker receives it. */
export function toModelCall(
  turn: OpenTurn,
  plan: PlannedClaim,
  maxAttempts: number,
  phase: PhaseText | null,
): NewModelCall {
  const { planned, reserved, claim, time } = plan;
  const { step, version, handoffs, fallback, checkpoint, inputs, recorded } = planned;
  const earlierAttempts = recorded?.earlierAttempts ?? 0;
  return {
    ...claimedCallOf(turn, plan),
    ...{ step, version, handoffs, fallback, checkpoint, inputs, earlierAttempts, phase },
    rejectedAnswers: recorded?.rejectedAnswers ?? 0,
    maxAttempts: maxAttempts + earlierAttempts,
    maxTokens: reserved.maxTokens,
    lostAnswer: claim.maybeSent && recorded
      ? {
        remoteId: recorded.remoteId,
        remoteConversationUnknown: recorded.remoteConversationUnknown,
      }
      : null,
    deadlineMs: turn.deadlineMs ?? time.ms,
    late: turn.deadlineMs === null && time.ofBudget ? budgetTimeExceeded : timeoutFailure(turn),
    traceparent: turn.traceparent,
    remoteAgentId: planned.versionId === turn.versionId && fallback === null
      ? turn.remoteAgentId
      : null,
  };
}
