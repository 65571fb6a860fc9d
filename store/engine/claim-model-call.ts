import type { Account } from "../../protocol/budget.ts";
import type { AgentSpec } from "../../protocol/agent.ts";
import type { Failure } from "../../protocol/status.ts";
import { append, type LockedStream } from "../append.ts";
import { reserveModelCall } from "../budget/reserve-call.ts";
import type { Tx } from "../connect.ts";
import { stepFact, turnFact } from "../facts.ts";
import { contentHash, derivedId } from "../new-id.ts";
import { beginPhaseText, type PhaseText } from "../research/phase-text.ts";
import { takeSteered } from "../steer.ts";
import { type ClaimPolicy, mayClaim, take } from "./claim.ts";
import { discardOpenEntries } from "./discard.ts";
import type { HeldCall } from "./held-call.ts";
import { fallbackIn, handedTo, type MadeCall } from "./made-calls.ts";
import { inputsOf, type ModelInput } from "./model-inputs.ts";
import { type Base, baseOf, beginTurn, type OpenTurn, timeOf } from "./open-turn.ts";
import { exhausted, lateness, otherInput, outOfBudgetTime } from "./turn-failures.ts";

/** Where an earlier attempt's request may have left its answer at the provider. */
export interface Traces {
  /** The remote conversation that an earlier attempt made. */
  remoteId: string | null;
  /** One was asked for that did not name itself: only our call id in its metadata can find it. */
  blind: boolean;
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
export interface ClaimedModelCall extends HeldCall {
  step: number;
  /** The last attempt that may be made, those of `earlierAttempts` included, which asked another model. */
  maxAttempts: number;
  earlierAttempts: number;
  /** Answers of earlier attempts that came to their end and were not taken. */
  refusedAnswers: number;
  /** The fallback model that is asked; null is the version's own. */
  fallback: string | null;
  version: CalledVersion;
  /** All versions that may speak in its answer beside its own, by hand-offs. */
  handoffs: CalledVersion[];
  base: Base | null;
  inputs: ModelInput[];
  /** Not null: look at the provider before sending anything, and never append. */
  traces: Traces | null;
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
  open: OpenTurn & { tenant: string; accounts: Account[]; calls: readonly MadeCall[] },
  { step }: { step: number },
  options: ClaimPolicy & { turnMs: number },
): Promise<ModelClaim> {
  const versionId = handedTo(open.calls, step) ?? open.versionId;
  const turn = { ...open, versionId };
  const id = derivedId("call", stream.id, turn.id, step);
  const fallback = fallbackIn(open.calls, versionId, step);
  const [version] = await Promise.all([
    readVersion(tx, versionId),
    takeSteered(tx, turn.id, step, id),
  ]);
  const base = baseOf(turn, fallback);
  const inputs = await inputsOf(tx, turn.id, step, base === null);
  const recorded = await recordIntent(tx, stream.id, turn, { id, step, inputs, fallback });
  if (!recorded) return otherInput;
  const ref = { id, conversationId: stream.id };
  const reserved = await reserveModelCall(tx, ref, turn.accounts, {
    inputs,
    spec: version.spec,
    model: fallback ?? version.spec.model,
    baseless: base === null,
  });
  if ("code" in reserved) return reserved;
  const claimed = await mayClaim(tx, stream, id, options);
  if (claimed.claimed === "later") return { next: "later", waitMs: claimed.waitMs };
  if (claimed.claimed === "finished") throw new Error(`call ${id} is finished, its turn is not`);
  if (claimed.claimed === "exhausted") return exhausted;
  const { fence, attempt, suspect } = claimed;
  const { tenant, traceparent } = turn;
  const held: HeldCall = { tenant, conversationId: stream.id, turnId: turn.id, id, fence, attempt };
  const time = timeOf(turn, options.turnMs);
  const voided = attempt > 1 ? await discardOpenEntries(tx, held) : [];
  const begun = turn.status === "QUEUED" ? [turnFact(turn.id, "RUNNING")] : [];
  await Promise.all([
    take(tx, id, suspect, options.leaseMs),
    beginTurn(tx, turn, time),
    append(tx, stream.id, [...begun, ...voided, stepFact(held, "RUNNING")]),
  ]);
  const phase = turn.researchId === null ? null : await beginPhaseText(tx, held);
  const { earlierAttempts, refusedAnswers, ...traces } = recorded;
  const maxAttempts = options.maxAttempts + earlierAttempts;
  const call = {
    ...held,
    ...{ step, maxAttempts, earlierAttempts, refusedAnswers, inputs, traceparent, phase },
    version,
    handoffs: await readHandoffs(tx, version),
    maxTokens: reserved.maxTokens,
    ...{ base, fallback },
    ofResearch: turn.researchId !== null,
    traces: suspect ? traces : null,
    deadlineMs: turn.deadlineMs ?? time.ms,
    late: turn.deadlineMs === null && time.ofBudget ? outOfBudgetTime : lateness(turn),
  };
  return { next: "model", call };
}

type Recorded = Traces & { earlierAttempts: number; refusedAnswers: number };

/** Answers what earlier attempts left behind; null when the call was recorded with another input. */
async function recordIntent(
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
      select remote_conversation_id as remote_id, blind, earlier_attempts, refused_answers from calls
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
