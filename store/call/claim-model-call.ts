import type { Account } from "../../protocol/budget/budget.ts";
import type { Failure } from "../../protocol/status.ts";
import { type Reserved, reserveModelCall } from "../budget/reserve-call.ts";
import { assignSteeredMessages } from "../conversation/steer.ts";
import type { Tx } from "../database/sql.ts";
import { contentHash, derivedId } from "../ids.ts";
import { append, type LockedStream } from "../log/append.ts";
import { stepEvent, turnEvent } from "../log/events.ts";
import { beginPhaseText } from "../research/phase-text.ts";
import {
  beginTurn,
  type Checkpoint,
  checkpointOf,
  type OpenTurn,
  timeOf,
} from "../turn/open-turn.ts";
import {
  attemptsExhausted,
  budgetTimeExceeded,
  differentInput,
  timeoutFailure,
} from "../turn/turn-failures.ts";
import { type CalledVersion, readHandoffs, readVersion } from "./called-versions.ts";
import { checkClaim, type ClaimPolicy, recordClaim } from "./claim.ts";
import type { ClaimedCall } from "./claimed-call.ts";
import type { ClaimedModelCall, LostAnswer } from "./claimed-model-call.ts";
import { discardOpenEntries } from "./discard-entries.ts";
import { inputsOf, type ModelInput } from "./model-inputs.ts";
import { fallbackIn, handedToVersionId, type RecordedCall } from "./recorded-calls.ts";

/** Outcome of the claim of a model call, or the failure that ends the turn. */
export type ModelClaim =
  | { next: "later"; waitMs: number }
  | { next: "model"; call: Omit<ClaimedModelCall, "toolCallsLeft" | "toolCallsOfBudget"> }
  | Failure;

/** The open turn, with what limits its calls and the calls so far. */
type CallingTurn = OpenTurn & {
  tenant: string;
  accounts: Account[];
  calls: readonly RecordedCall[];
};

/**
 * Claims the model call of a step: records the call with its input, reserves budget, raises the fence and begins the
 * turn.
 */
export async function claimModelCall(
  tx: Tx,
  stream: LockedStream,
  open: CallingTurn,
  { step }: { step: number },
  options: ClaimPolicy & { turnMs: number },
): Promise<ModelClaim> {
  const turn = { ...open, versionId: handedToVersionId(open.calls, step) ?? open.versionId };
  const planned = await planCall(tx, turn, step);
  const recorded = await recordCall(tx, turn, planned);
  if (!recorded) return differentInput;
  const reserved = await reserveModelCall(tx, planned.ref, turn.accounts, {
    inputs: planned.inputs,
    spec: planned.version.spec,
    model: planned.fallback ?? planned.version.spec.model,
    replayAll: planned.checkpoint === null,
  });
  if ("code" in reserved) return reserved;
  const { id } = planned.ref;
  const claim = await checkClaim(tx, id, options);
  if (claim.outcome === "wait") return { next: "later", waitMs: claim.waitMs };
  if (claim.outcome === "finished") throw new Error(`call ${id} is finished, its turn is not`);
  if (claim.outcome === "exhausted") return attemptsExhausted;
  const { fence, attempt, maybeSent } = claim;
  const call: ClaimedCall = {
    ...{ tenant: turn.tenant, conversationId: stream.id, turnId: turn.id },
    ...{ id, fence, attempt },
  };
  const time = timeOf(turn, options.turnMs);
  const discarded = attempt > 1 ? await discardOpenEntries(tx, call) : [];
  const begun = turn.status === "QUEUED" ? [turnEvent(turn.id, "RUNNING")] : [];
  await Promise.all([
    recordClaim(tx, id, maybeSent, options.leaseMs),
    beginTurn(tx, turn, time),
    append(tx, stream.id, [...begun, ...discarded, stepEvent(call, "RUNNING")]),
  ]);
  const parts = { planned, recorded, reserved, maybeSent, time, maxAttempts: options.maxAttempts };
  return { next: "model", call: await claimedModelCall(tx, turn, call, parts) };
}

interface PlannedCall {
  ref: { id: string; conversationId: string };
  step: number;
  fallback: string | null;
  version: CalledVersion;
  checkpoint: Checkpoint | null;
  inputs: ModelInput[];
}

async function planCall(tx: Tx, turn: CallingTurn, step: number): Promise<PlannedCall> {
  const { conversationId, versionId } = turn;
  const id = derivedId("call", conversationId, turn.id, step);
  const fallback = fallbackIn(turn.calls, versionId, step);
  const [version] = await Promise.all([
    readVersion(tx, versionId),
    assignSteeredMessages(tx, turn.id, step, id),
  ]);
  const checkpoint = checkpointOf(turn, fallback);
  const inputs = await inputsOf(tx, turn.id, step, checkpoint === null);
  return { ref: { id, conversationId }, step, fallback, version, checkpoint, inputs };
}

type RecordedAttempts = LostAnswer & { earlierAttempts: number; rejectedAnswers: number };

/** Records the call, and returns what earlier attempts left; null if it was recorded with another input. */
async function recordCall(
  tx: Tx,
  turn: CallingTurn,
  { ref: { id, conversationId }, step, inputs, fallback }: PlannedCall,
): Promise<RecordedAttempts | null> {
  const hash = contentHash({ version: turn.versionId, inputs });
  const [, [row]] = await Promise.all([
    tx`insert into calls (id, tenant, conversation_id, turn_id, kind, step, status, input_hash, version_id, model)
      values (${id}, ${turn.tenant}, ${conversationId}, ${turn.id}, 'model', ${step}, 'QUEUED', ${hash},
        ${turn.versionId}, ${fallback}) on conflict (id) do update set input_hash = excluded.input_hash
      where calls.input_hash is null`,
    tx<RecordedAttempts[]>`
      select remote_conversation_id as remote_id, remote_conversation_unknown, earlier_attempts, rejected_answers
      from calls where id = ${id} and input_hash = ${hash}`,
  ]);
  return row ?? null;
}

interface ClaimParts {
  planned: PlannedCall;
  recorded: RecordedAttempts;
  reserved: Reserved;
  maybeSent: boolean;
  time: ReturnType<typeof timeOf>;
  maxAttempts: number;
}

async function claimedModelCall(
  tx: Tx,
  turn: CallingTurn,
  call: ClaimedCall,
  { planned, recorded, reserved, maybeSent, time, maxAttempts }: ClaimParts,
): Promise<Omit<ClaimedModelCall, "toolCallsLeft" | "toolCallsOfBudget">> {
  const { ref: _, version, ...plan } = planned;
  const { earlierAttempts, rejectedAnswers, ...lostAnswer } = recorded;
  return {
    ...call,
    ...plan,
    version,
    ...{ earlierAttempts, rejectedAnswers, maxAttempts: maxAttempts + earlierAttempts },
    handoffs: await readHandoffs(tx, version),
    maxTokens: reserved.maxTokens,
    lostAnswer: maybeSent ? lostAnswer : null,
    deadlineMs: turn.deadlineMs ?? time.ms,
    late: turn.deadlineMs === null && time.ofBudget ? budgetTimeExceeded : timeoutFailure(turn),
    traceparent: turn.traceparent,
    phase: turn.researchId === null ? null : await beginPhaseText(tx, call),
  };
}
