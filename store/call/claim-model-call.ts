import type { Account } from "../../protocol/budget/budget.ts";
import type { AgentSpec } from "../../protocol/agent/agent.ts";
import type { Failure } from "../../protocol/status.ts";
import { append, type LockedStream } from "../log/append.ts";
import { reserveModelCall } from "../budget/reserve-call.ts";
import type { Tx } from "../database/sql.ts";
import { stepEvent, turnEvent } from "../log/events.ts";
import { contentHash, derivedId } from "../ids.ts";
import { beginPhaseText, type PhaseText } from "../research/phase-text.ts";
import { assignSteeredMessages } from "../conversation/steer.ts";
import { checkClaim, type ClaimPolicy, recordClaim } from "./claim.ts";
import { discardOpenEntries } from "./discard-entries.ts";
import type { ClaimedCall } from "./claimed-call.ts";
import { fallbackIn, handedToVersionId, type RecordedCall } from "./recorded-calls.ts";
import { inputsOf, type ModelInput } from "./model-inputs.ts";
import {
  beginTurn,
  type Checkpoint,
  checkpointOf,
  type OpenTurn,
  timeOf,
} from "../turn/open-turn.ts";
import {
  budgetTimeExceeded,
  differentInput,
  exhausted,
  timeoutFailure,
} from "../turn/turn-failures.ts";

/** Where an earlier attempt's request may have left its answer at the provider. */
export interface LostAnswer {
  /** The remote conversation that an earlier attempt made. */
  remoteId: string | null;
  /** One was asked for that did not name itself: only our call id in its metadata can find it. */
  remoteConversationUnknown: boolean;
}

/** A version as a model call needs it. */
export interface CalledVersion {
  id: string;
  number: number;
  hash: string;
  agentName: string;
  spec: AgentSpec;
}

/** A model call that was claimed, with all that it takes to make it. */
export interface ClaimedModelCall extends ClaimedCall {
  step: number;
  /** The last attempt that may be made, those of `earlierAttempts` included, which asked another model. */
  maxAttempts: number;
  earlierAttempts: number;
  /** Answers of earlier attempts that came to their end and were not taken. */
  rejectedAnswers: number;
  /** The fallback model that is asked; null is the version's own. */
  fallback: string | null;
  version: CalledVersion;
  /** All versions that may speak in its answer beside its own, by hand-offs. */
  handoffs: CalledVersion[];
  checkpoint: Checkpoint | null;
  inputs: ModelInput[];
  /** Not null: look at the provider before sending anything, and never append. */
  lostAnswer: LostAnswer | null;
  /** Until the turn must have ended, ms. */
  deadlineMs: number;
  /** How many of this answer's tool calls may be made; the others are answered by us. */
  toolCallsLeft: number;
  /** True where a budget says so, and not the deployment. */
  toolCallsOfBudget: boolean;
  /** Most tokens of the answer, by budgets alone; null is no limit. */
  maxTokens: number | null;
  /** How the turn fails when its time is up. */
  late: Failure;
  traceparent: string | null;
  ofResearch: boolean;
  /** Where the text of its research phase is written; null in a user's conversation. */
  phase: PhaseText | null;
}

/** What a claim of a model call comes to. */
export type ModelClaim =
  | { next: "later"; waitMs: number }
  | { next: "model"; call: Omit<ClaimedModelCall, "toolCallsLeft" | "toolCallsOfBudget"> }
  | Failure;

/**
 * Claims the model call of a step: its intent and the budget's reservation are recorded, the fence is raised, the turn
 * begun. Answers how the turn fails where it must.
 */
export async function claimModelCall(
  tx: Tx,
  stream: LockedStream,
  open: OpenTurn & { tenant: string; accounts: Account[]; calls: readonly RecordedCall[] },
  { step }: { step: number },
  options: ClaimPolicy & { turnMs: number },
): Promise<ModelClaim> {
  const versionId = handedToVersionId(open.calls, step) ?? open.versionId;
  const turn = { ...open, versionId };
  const id = derivedId("call", stream.id, turn.id, step);
  const fallback = fallbackIn(open.calls, versionId, step);
  const [version] = await Promise.all([
    readVersion(tx, versionId),
    assignSteeredMessages(tx, turn.id, step, id),
  ]);
  const checkpoint = checkpointOf(turn, fallback);
  const inputs = await inputsOf(tx, turn.id, step, checkpoint === null);
  const recorded = await recordAgentCommand(tx, stream.id, turn, { id, step, inputs, fallback });
  if (!recorded) return differentInput;
  const ref = { id, conversationId: stream.id };
  const reserved = await reserveModelCall(tx, ref, turn.accounts, {
    inputs,
    spec: version.spec,
    model: fallback ?? version.spec.model,
    replayAll: checkpoint === null,
  });
  if ("code" in reserved) return reserved;
  const claimed = await checkClaim(tx, stream, id, options);
  if (claimed.claimed === "later") return { next: "later", waitMs: claimed.waitMs };
  if (claimed.claimed === "finished") throw new Error(`call ${id} is finished, its turn is not`);
  if (claimed.claimed === "exhausted") return exhausted;
  const { fence, attempt, maybeSent } = claimed;
  const { tenant, traceparent } = turn;
  const held: ClaimedCall = {
    tenant,
    conversationId: stream.id,
    turnId: turn.id,
    id,
    fence,
    attempt,
  };
  const time = timeOf(turn, options.turnMs);
  const discarded = attempt > 1 ? await discardOpenEntries(tx, held) : [];
  const begun = turn.status === "QUEUED" ? [turnEvent(turn.id, "RUNNING")] : [];
  await Promise.all([
    recordClaim(tx, id, maybeSent, options.leaseMs),
    beginTurn(tx, turn, time),
    append(tx, stream.id, [...begun, ...discarded, stepEvent(held, "RUNNING")]),
  ]);
  const phase = turn.researchId === null ? null : await beginPhaseText(tx, held);
  const { earlierAttempts, rejectedAnswers, ...lostAnswer } = recorded;
  const maxAttempts = options.maxAttempts + earlierAttempts;
  const call = {
    ...held,
    ...{ step, maxAttempts, earlierAttempts, rejectedAnswers, inputs, traceparent, phase },
    version,
    handoffs: await readHandoffs(tx, version),
    maxTokens: reserved.maxTokens,
    ...{ checkpoint, fallback },
    ofResearch: turn.researchId !== null,
    lostAnswer: maybeSent ? lostAnswer : null,
    deadlineMs: turn.deadlineMs ?? time.ms,
    late: turn.deadlineMs === null && time.ofBudget ? budgetTimeExceeded : timeoutFailure(turn),
  };
  return { next: "model", call };
}

type Recorded = LostAnswer & { earlierAttempts: number; rejectedAnswers: number };

/** Answers what earlier attempts left behind; null when the call was recorded with another input. */
async function recordAgentCommand(
  tx: Tx,
  conversationId: string,
  turn: OpenTurn & { tenant: string },
  { id, step, inputs, fallback }: {
    id: string;
    step: number;
    inputs: ModelInput[];
    fallback: string | null;
  },
): Promise<Recorded | null> {
  const hash = contentHash({ version: turn.versionId, inputs });
  const [, [row]] = await Promise.all([
    tx`insert into calls (id, tenant, conversation_id, turn_id, kind, step, status, input_hash, version_id, model)
      values (${id}, ${turn.tenant}, ${conversationId}, ${turn.id}, 'model', ${step}, 'QUEUED', ${hash},
        ${turn.versionId}, ${fallback}) on conflict (id) do update set input_hash = excluded.input_hash
      where calls.input_hash is null`,
    tx<Recorded[]>`
      select remote_conversation_id as remote_id, remote_conversation_unknown, earlier_attempts, rejected_answers from calls
      where id = ${id} and input_hash = ${hash}`,
  ]);
  return row ?? null;
}

/** Everyone that a version may hand over to, directly or by others. */
async function readHandoffs(tx: Tx, { id, spec }: CalledVersion): Promise<CalledVersion[]> {
  if (!spec.handoffs) return [];
  return await tx<CalledVersion[]>`
    with recursive reached (id) as (
      select ${id}::text
      union select h.id from reached r join agent_versions v on v.id = r.id
      cross join jsonb_array_elements_text(coalesce(v.spec->'handoffs', '[]')) as h(id))
    select v.id, v.number, v.hash, v.spec, a.name as agent_name
    from reached r join agent_versions v on v.id = r.id join agents a on a.id = v.agent_id
    where r.id <> ${id} order by v.id`;
}

async function readVersion(tx: Tx, id: string): Promise<CalledVersion> {
  const [row] = await tx<CalledVersion[]>`
    select v.id, v.number, v.hash, v.spec, a.name as agent_name
    from agent_versions v join agents a on a.id = v.agent_id where v.id = ${id}`;
  if (!row) throw new Error(`no version ${id}`);
  return row;
}
