import { type Account, type Budget, wallTimeLeft } from "../../protocol/budget.ts";
import type { Tx } from "../connect.ts";
import { turnTimeLeft } from "./turn-time.ts";

/** What the provider knows of a conversation. Dirty, or null: do not append to it. */
export interface Base {
  remoteId: string;
  tip: string;
  dirty: boolean;
  /** It belongs to the conversation that this one was forked from. */
  borrowed: boolean;
}

/** The turn that is due, with where its conversation stands at the provider. */
export interface OpenTurn {
  id: string;
  conversationId: string;
  budget: Partial<Budget>;
  conversationBudget: Partial<Budget>;
  /** The research run that the conversation works for; null for a user's. */
  researchId: string | null;
  researchBudget: Partial<Budget> | null;
  deadlineOfBudget: boolean;
  status: string;
  provider: string;
  traceparent: string | null;
  versionId: string;
  baseRemoteId: string | null;
  baseTip: string | null;
  baseDirty: boolean;
  /** The fallback model whose agent the base belongs to; null is the version's own. */
  baseModel: string | null;
  baseTurn: number;
  isFork: boolean;
  /** Null before it began. */
  deadlineMs: number | null;
}

/** The oldest turn of a conversation that has not ended. */
export async function openTurn(tx: Tx, conversationId: string): Promise<OpenTurn | undefined> {
  const [turn] = await tx<OpenTurn[]>`
    select t.id, t.conversation_id, t.budget, c.budget as conversation_budget, t.deadline_of_budget,
      c.research_id, (select r.budget from research_runs r where r.id = c.research_id) as research_budget,
      t.status, t.traceparent, c.provider, coalesce(c.base_version_id, c.agent_version_id) as version_id,
      c.base_remote_id, c.base_tip,
      c.base_dirty, c.base_model, c.base_turn, c.forked_from is not null as is_fork, ${
    turnTimeLeft(tx)
  } as deadline_ms
    from turns t join conversations c on c.id = t.conversation_id
    where t.conversation_id = ${conversationId} and t.status in ('QUEUED', 'RUNNING', 'WAITING')
    order by t.number limit 1`;
  return turn;
}

/** How long a turn that begins now may take: as the deployment says, or less where a budget does. */
export function timeOf({ accounts }: { accounts: Account[] }, turnMs: number) {
  const left = wallTimeLeft(accounts);
  return { ms: Math.min(turnMs, left), ofBudget: left < turnMs };
}

/** Begins a turn that waited; the caller appends the fact of it. */
export async function beginTurn(
  tx: Tx,
  turn: OpenTurn,
  time: { ms: number; ofBudget: boolean },
): Promise<void> {
  const active = tx`update conversations set active_at = now(), rung_at = now()
    where id = ${turn.conversationId}`;
  if (turn.status !== "QUEUED") return void await active;
  await Promise.all([
    tx`update turns set status = 'RUNNING', started_at = now(),
      base_remote_id = ${turn.baseRemoteId}, base_tip = ${turn.baseTip}, base_model = ${turn.baseModel},
      base_turn = ${turn.baseTurn},
      base_version_id = (select c.base_version_id from conversations c where c.id = conversation_id),
      deadline_of_budget = ${time.ofBudget},
      deadline = clock_timestamp() + ${time.ms} * interval '1 millisecond' where id = ${turn.id}`,
    active,
  ]);
}

/** Where the conversation stands at the provider, for this model: what one model's agent holds no other takes up. */
export function baseOf(
  { baseRemoteId: remoteId, baseTip: tip, baseDirty: dirty, ...turn }: OpenTurn,
  model: string | null,
): Base | null {
  const borrowed = turn.isFork && turn.baseTurn === 0;
  return remoteId && tip && turn.baseModel === model ? { remoteId, tip, dirty, borrowed } : null;
}
