import type { AgentSpec } from "../../protocol/agent.ts";
import type { ConversationInput } from "../../protocol/conversation-workflow.ts";
import type { NewFact } from "../../protocol/event.ts";
import type { Failure } from "../../protocol/status.ts";
import { type Account, type Budget, toolCallsLeft, wallTimeLeft } from "../../protocol/budget.ts";
import { append, type LockedStream, lockStream } from "../append.ts";
import { expireApprovals, nextExpiry } from "../approvals/expire.ts";
import { accountsOf } from "../budget/accounts.ts";
import { exceeded, reserveModelCall } from "../budget/reserve-call.ts";
import type { Sql, Tx } from "../connect.ts";
import { stepFact, turnFact } from "../facts.ts";
import { contentHash, derivedId } from "../new-id.ts";
import { takeSteered } from "../steer.ts";
import { claim, type ClaimPolicy } from "./claim.ts";
import { discardOpenEntries } from "./discard.ts";
import { failTurn } from "./fail-turn.ts";
import type { HeldCall } from "./held-call.ts";
import { inputsOf, type ModelInput } from "./model-inputs.ts";
import { turnTimeLeft } from "./turn-time.ts";
import { type NextStep, nextStep, type TurnCall } from "./next-step.ts";

/** What the provider knows of a conversation. Dirty, or null: do not append to it. */
export interface Base {
  remoteId: string;
  tip: string;
  dirty: boolean;
}

/** Where an earlier attempt's request may have left its answer at the provider. */
export interface Traces {
  /** The remote conversation that an earlier attempt made. */
  remoteId: string | null;
  /** One was asked for that did not name itself: only our call id in its metadata can find it. */
  blind: boolean;
}

/** How far a turn may go. */
export interface TurnPolicy {
  /** From its begin to its end, ms. */
  turnMs: number;
  toolCallsPerTurn: number;
  toolCallsPerAnswer: number;
}

/** A model call that was claimed, with all that it takes to make it. */
export interface ClaimedModelCall extends HeldCall {
  step: number;
  maxAttempts: number;
  version: { id: string; number: number; hash: string; agentName: string; spec: AgentSpec };
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
}

/** What a conversation needs now. */
export type Next =
  | { next: "rest" }
  | { next: "advance" }
  | { next: "later"; waitMs: number }
  | { next: "tools"; ids: string[]; wakeInMs: number | null }
  | { next: "model"; call: ClaimedModelCall };

/**
 * Looks at the record and claims what comes next in a conversation: begins the oldest waiting turn if none runs,
 * then its next model call. All from the database, so that a lost workflow, or another one, goes on just as well.
 */
export function claimNext(
  sql: Sql,
  { tenant, conversationId }: ConversationInput,
  options: ClaimPolicy & TurnPolicy & { provider: string },
): Promise<Next> {
  return sql.begin(async (tx): Promise<Next> => {
    const stream = await lockStream(tx, tenant, conversationId);
    const turn = stream && await openTurn(tx, conversationId);
    if (!stream || !turn) return { next: "rest" };
    const fail = (failure: Failure) => endBadly(tx, stream, turn, failure);
    if (turn.provider !== options.provider) return await fail(elsewhere(turn.provider));
    if (turn.deadlineMs !== null && turn.deadlineMs <= 0) return await fail(lateness(turn));
    await append(tx, stream.id, await expireApprovals(tx, turn.id));
    const calls = await callsOf(tx, turn.id);
    const step = nextStep(calls);
    if (step.kind === "tools") {
      const wakeInMs = step.asked ? await nextExpiry(tx, turn.id) : null;
      return { next: "tools", ids: step.ids, wakeInMs };
    }
    const made = calls.filter((c) => c.kind === "tool" && c.status !== "DISCARDED").length;
    const accounts = await accountsOf(tx, turn);
    const left = Math.min(options.toolCallsPerAnswer, options.toolCallsPerTurn - made);
    const tools = {
      toolCallsLeft: Math.max(0, Math.min(left, toolCallsLeft(accounts))),
      toolCallsOfBudget: toolCallsLeft(accounts) < left,
    };
    const claimed = await claimModelCall(tx, stream, { ...turn, tenant, accounts }, step, options);
    if ("code" in claimed) return await fail(claimed);
    if (claimed.next !== "model") return claimed;
    return { next: "model", call: { ...claimed.call, ...tools } };
  }) as Promise<Next>;
}

const elsewhere = (provider: string): Failure => ({
  code: "REFUSED",
  message: `The conversation lives at ${provider}, which is not connected now.`,
});

/** How a turn fails that did not end by its deadline. */
export const outOfTime: Failure = {
  code: "TIMED_OUT",
  message: "The turn did not end within its time.",
};

const exhausted: Failure = {
  code: "UNAVAILABLE",
  message: "The model was asked as often as is allowed, without an answer.",
};

const otherInput: Failure = {
  code: "INTERNAL",
  message: "The call was recorded with another input.",
};

const lateness = ({ deadlineOfBudget }: OpenTurn) => deadlineOfBudget ? outOfBudgetTime : outOfTime;

const outOfBudgetTime = exceeded("time");

interface OpenTurn {
  id: string;
  conversationId: string;
  budget: Partial<Budget>;
  conversationBudget: Partial<Budget>;
  deadlineOfBudget: boolean;
  status: string;
  provider: string;
  traceparent: string | null;
  versionId: string;
  baseRemoteId: string | null;
  baseTip: string | null;
  baseDirty: boolean;
  /** Null before it began. */
  deadlineMs: number | null;
}

async function openTurn(tx: Tx, conversationId: string): Promise<OpenTurn | undefined> {
  const [turn] = await tx<OpenTurn[]>`
    select t.id, t.conversation_id, t.budget, c.budget as conversation_budget, t.deadline_of_budget, t.status, t.traceparent, c.provider, c.agent_version_id as version_id,
      c.base_remote_id, c.base_tip, c.base_dirty,
      ${turnTimeLeft(tx)} as deadline_ms
    from turns t join conversations c on c.id = t.conversation_id
    where t.conversation_id = ${conversationId} and t.status in ('QUEUED', 'RUNNING', 'WAITING')
    order by t.number limit 1`;
  return turn;
}

async function endBadly(
  tx: Tx,
  stream: LockedStream,
  turn: OpenTurn,
  failure: Failure,
): Promise<Next> {
  await append(tx, stream.id, await failTurn(tx, stream.id, turn.id, failure));
  return { next: "advance" };
}

async function callsOf(tx: Tx, turnId: string): Promise<TurnCall[]> {
  return await tx<TurnCall[]>`
    select c.id, c.kind, c.step, c.status, a.id is not null as asked from calls c
    left join approvals a on a.call_id = c.id and a.verdict = 'PENDING'
    where c.turn_id = ${turnId} order by c.step, c.place`;
}

async function claimModelCall(
  tx: Tx,
  stream: LockedStream,
  turn: OpenTurn & { tenant: string; accounts: Account[] },
  { step }: Extract<NextStep, { kind: "model" }>,
  options: ClaimPolicy & TurnPolicy,
): Promise<
  Extract<Next, { next: "later" }> | {
    next: "model";
    call: Omit<ClaimedModelCall, "toolCallsLeft" | "toolCallsOfBudget">;
  } | Failure
> {
  const id = derivedId("call", stream.id, turn.id, step);
  await takeSteered(tx, turn.id, step, id);
  const inputs = await inputsOf(tx, turn.id, step);
  const recorded = await recordIntent(tx, stream.id, turn, id, step, inputs);
  if (!recorded) return otherInput;
  const version = await readVersion(tx, turn.versionId);
  const ref = { id, conversationId: stream.id };
  const reserved = await reserveModelCall(tx, ref, turn.accounts, inputs, version.spec);
  if ("code" in reserved) return reserved;
  const claimed = await claim(tx, stream, id, options);
  if (claimed.claimed === "later") return { next: "later", waitMs: claimed.waitMs };
  if (claimed.claimed === "finished") throw new Error(`call ${id} is finished, its turn is not`);
  if (claimed.claimed === "exhausted") return exhausted;
  const { fence, attempt, suspect } = claimed;
  const { tenant, traceparent } = turn;
  const held: HeldCall = { tenant, conversationId: stream.id, turnId: turn.id, id, fence, attempt };
  const time = timeOf(turn, options.turnMs);
  await append(tx, stream.id, [
    ...await beginTurn(tx, turn, time),
    ...await discardOpenEntries(tx, held),
    stepFact(held, "RUNNING"),
  ]);
  const { maxAttempts } = options;
  const call = {
    ...held,
    ...{ step, maxAttempts, inputs, traceparent },
    version,
    maxTokens: reserved.maxTokens,
    base: baseOf(turn),
    traces: suspect ? recorded : null,
    deadlineMs: turn.deadlineMs ?? time.ms,
    late: turn.deadlineMs === null && time.ofBudget ? outOfBudgetTime : lateness(turn),
  };
  return { next: "model", call };
}

/** Answers what earlier attempts left behind; null when the call was recorded with another input. */
async function recordIntent(
  tx: Tx,
  conversationId: string,
  turn: OpenTurn & { tenant: string },
  id: string,
  step: number,
  inputs: ModelInput[],
): Promise<Traces | null> {
  const hash = contentHash({ version: turn.versionId, inputs });
  await tx`insert into calls (id, tenant, conversation_id, turn_id, kind, step, status, input_hash, version_id)
    values (${id}, ${turn.tenant}, ${conversationId}, ${turn.id}, 'model', ${step}, 'QUEUED', ${hash},
      ${turn.versionId}) on conflict (id) do nothing`;
  const [row] = await tx<Traces[]>`select remote_conversation_id as remote_id, blind from calls
    where id = ${id} and input_hash = ${hash}`;
  return row ?? null;
}

/** How long a turn that begins now may take: as the deployment says, or less where a budget does. */
function timeOf({ accounts }: { accounts: Account[] }, turnMs: number) {
  const left = wallTimeLeft(accounts);
  return { ms: Math.min(turnMs, left), ofBudget: left < turnMs };
}

async function beginTurn(
  tx: Tx,
  turn: OpenTurn,
  time: { ms: number; ofBudget: boolean },
): Promise<NewFact[]> {
  if (turn.status === "QUEUED") {
    await tx`update turns set status = 'RUNNING', started_at = now(),
      base_remote_id = ${turn.baseRemoteId}, base_tip = ${turn.baseTip},
      base_turn = (select base_turn from conversations where id = conversation_id),
      deadline_of_budget = ${time.ofBudget},
      deadline = clock_timestamp() + ${time.ms} * interval '1 millisecond' where id = ${turn.id}`;
  }
  await tx`update conversations set active_at = now(), rung_at = now()
    where id = (select conversation_id from turns where id = ${turn.id})`;
  return turn.status === "QUEUED" ? [turnFact(turn.id, "RUNNING")] : [];
}

function baseOf({ baseRemoteId: remoteId, baseTip: tip, baseDirty: dirty }: OpenTurn): Base | null {
  return remoteId && tip ? { remoteId, tip, dirty } : null;
}

async function readVersion(tx: Tx, id: string): Promise<ClaimedModelCall["version"]> {
  const [row] = await tx<ClaimedModelCall["version"][]>`
    select v.id, v.number, v.hash, v.spec, a.name as agent_name
    from agent_versions v join agents a on a.id = v.agent_id where v.id = ${id}`;
  if (!row) throw new Error(`no version ${id}`);
  return row;
}
