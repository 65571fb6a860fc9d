import type { AuditEvent } from "../../protocol/audit/audit-event.ts";
import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { expireApprovals } from "../approval/expire-approvals.ts";
import type { ClaimedModelCall } from "../call/claimed-model-call.ts";
import {
  claimedCallOf,
  recordUnmadeCall,
  toModelCall,
  writeClaim,
} from "../call/claim-model-call.ts";
import { discardOpenEntries } from "../call/discard-entries.ts";
import { type EndedToolCall, endedToolCalls, withEnded } from "../call/end-tool-calls.ts";
import type { Db, Sql, Tx } from "../database/sql.ts";
import { append, lockStream } from "../log/append.ts";
import { beginPhaseText } from "../research/phase-text.ts";
import { admitTurn } from "../quota/admit-turn.ts";
import { lockQuota, reserveSpending } from "../quota/tenant-money.ts";
import { needsQuotaLock } from "../quota/turn-limits.ts";
import { decideAction, type Decision, type EnginePolicy } from "./decide-action.ts";
import { failTurn } from "./fail-turn.ts";
import { type OpenTurn, readOpenTurn } from "./open-turn.ts";

/** A turn, and the trace context that it runs in. */
export interface TurnInTrace {
  id: string;
  traceparent: string | null;
}

/** What a conversation needs next. */
export type NextAction =
  /** `waits`: a turn is queued until another turn of its tenant has ended. */
  | { next: "rest"; waits?: true }
  | { next: "advance" }
  | { next: "later"; waitMs: number }
  | { next: "tools"; ids: string[]; wakeInMs: number | null; turn: TurnInTrace }
  | { next: "model"; call: ClaimedModelCall };

type ModelAction = Extract<NextAction, { next: "model" }>;
type ClaimOf = Extract<Decision, { kind: "claim" }>;

/**
 * Claims what a conversation needs next: begins the oldest queued turn if none runs, then claims its next model call.
 * Everything is read from the database, so a restarted workflow continues where the lost one was.
 *
 * The usual claim is two statements: the turn is read without a lock, and the claim is written if the stream's head is
 * still the one that was read. All other writes, and a claim that found another head, are a transaction that locks the
 * stream and reads again.
 */
export async function claimNextAction(
  sql: Sql,
  { tenant, conversationId }: ConversationInput,
  policy: EnginePolicy,
): Promise<NextAction> {
  const turn = await readOpenTurn(sql, tenant, conversationId);
  if (!turn) return { next: "rest" };
  if (needsQuotaLock(turn, policy.tenantDefaults)) {
    return await sql.begin((tx) => claimAndRecord(tx, turn, policy)) as NextAction;
  }
  const decided = await decideAction(sql, turn, policy);
  const action = withoutWrite(turn, decided) ?? await claimAtOnce(sql, turn, decided, policy, []);
  return action ?? await sql.begin((tx) => claimAndRecord(tx, turn, policy)) as NextAction;
}

/** Records acts last: the chain of the tenant is locked after everything else. */
async function claimAndRecord(tx: Tx, turn: OpenTurn, policy: EnginePolicy): Promise<NextAction> {
  const acts: AuditEvent[] = [];
  const action = await claimLocked(tx, turn, policy, acts);
  for (const act of acts) await recordAudit(tx, act);
  return action;
}

/**
 * Writes outcomes of tool calls together with the claim of the model call that receives them. Null, and nothing is
 * written, if this is not what the turn needs next, or a tool call is fenced.
 */
export async function continueAfterTools(
  sql: Sql,
  { tenant, conversationId }: ConversationInput,
  policy: EnginePolicy,
  ended: readonly EndedToolCall[],
): Promise<ModelAction | null> {
  const read = await readOpenTurn(sql, tenant, conversationId);
  if (!read || read.id !== ended[0]?.call.turnId) return null;
  if (needsQuotaLock(read, policy.tenantDefaults)) return null;
  const turn = { ...read, calls: withEnded(read.calls, ended) };
  return await claimAtOnce(sql, turn, await decideAction(sql, turn, policy), policy, ended);
}

/** The action of a decision that needs no write. */
function withoutWrite({ id, traceparent }: OpenTurn, decided: Decision): NextAction | null {
  if (decided.kind === "wait") return { next: "later", waitMs: decided.waitMs };
  if (decided.kind !== "tools") return null;
  const { ids, wakeInMs } = decided;
  return { next: "tools", ids, wakeInMs, turn: { id, traceparent } };
}

/**
 * A first attempt, claimed by one statement; in a research phase, whose text begins again with it, by a transaction. Null,
 * and nothing is written, if it needs more, or the record has changed.
 */
async function claimAtOnce(
  sql: Sql,
  turn: OpenTurn,
  decided: Decision,
  policy: EnginePolicy,
  ended: readonly EndedToolCall[],
): Promise<ModelAction | null> {
  if (decided.kind !== "claim") return null;
  const { recorded, replayed } = decided.planned;
  if (recorded !== null || (replayed && ended.length > 0)) return null;
  const more = { ended: ended.length > 0 ? endedToolCalls(ended) : null, discarded: [] };
  const write = (db: Db) => writeClaim(db, turn, decided, policy, more);
  if (turn.researchId === null) {
    return await write(sql) ? modelAction(turn, decided, policy, null) : null;
  }
  return await sql.begin(async (tx) => {
    if (!await write(tx)) return null;
    const phase = await beginPhaseText(tx, claimedCallOf(turn, decided));
    return modelAction(turn, decided, policy, phase);
  }) as ModelAction | null;
}

async function claimLocked(
  tx: Tx,
  { id, tenant, conversationId }: OpenTurn,
  policy: EnginePolicy,
  acts: AuditEvent[],
): Promise<NextAction> {
  await lockStream(tx, tenant, conversationId);
  // No lease is renewed from here on.
  await tx`select from calls where turn_id = ${id} and status = 'RUNNING' for update`;
  const turn = await readOpenTurn(tx, tenant, conversationId);
  if (!turn) return { next: "rest" };
  if (needsQuotaLock(turn, policy.tenantDefaults)) await lockQuota(tx, tenant);
  const decided = await decideAction(tx, turn, policy);
  if (decided.kind === "expire") {
    const expired = await expireApprovals(tx, turn.id);
    await append(tx, conversationId, expired.events);
    acts.push(...expired.acts);
    return await claimLocked(tx, turn, policy, acts);
  }
  if (decided.kind === "failure") {
    if (decided.planned) await recordUnmadeCall(tx, turn, decided.planned);
    const events = await failTurn(tx, conversationId, turn.id, decided.failure);
    await append(tx, conversationId, events);
    return { next: "advance" };
  }
  if (decided.kind !== "claim") return withoutWrite(turn, decided) ?? { next: "advance" };
  return turn.id === id ? await claimInTransaction(tx, turn, decided, policy) : { next: "advance" };
}

/**
 * A claim that also discards what an earlier attempt began, restarts the text of a research phase, or counts against
 * limits of the tenant. A turn that must wait for another turn of the tenant rests: it is woken when one has ended.
 */
async function claimInTransaction(
  tx: Tx,
  turn: OpenTurn,
  decided: ClaimOf,
  policy: EnginePolicy,
): Promise<NextAction> {
  if (!await admitTurn(tx, turn, policy.tenantDefaults)) return { next: "rest", waits: true };
  const call = claimedCallOf(turn, decided);
  const discarded = call.attempt > 1 ? await discardOpenEntries(tx, call) : [];
  if (!await writeClaim(tx, turn, decided, policy, { ended: null, discarded })) {
    throw new Error(`the record of ${call.id} changed under the lock of its stream`);
  }
  if (decided.reservedNanos !== null) await reserveSpending(tx, call, decided.reservedNanos);
  const phase = turn.researchId === null ? null : await beginPhaseText(tx, call);
  return modelAction(turn, decided, policy, phase);
}

function modelAction(
  turn: OpenTurn,
  decided: ClaimOf,
  { maxAttempts }: EnginePolicy,
  phase: ClaimedModelCall["phase"],
): ModelAction {
  const call = toModelCall(turn, decided, maxAttempts, phase);
  return { next: "model", call: { ...call, ...decided.limits } };
}
