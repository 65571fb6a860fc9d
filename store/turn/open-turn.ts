import { type Account, type Budget, wallTimeLeft } from "../../protocol/budget/budget.ts";
import { interval, type Tx } from "../database/sql.ts";
import { turnTimeLeft } from "./turn-time.ts";

/** What the provider has of a conversation. */
export interface Checkpoint {
  remoteId: string;
  lastEntryId: string;
  /** True: the provider may have more entries; restart from the last entry, never append. */
  dirty: boolean;
  /** It belongs to the conversation that this one was forked from. */
  inherited: boolean;
}

/** The turn that runs or comes next, with the checkpoint of its conversation. */
export interface OpenTurn {
  id: string;
  conversationId: string;
  budget: Partial<Budget>;
  conversationBudget: Partial<Budget>;
  /** The research run that the conversation belongs to; null for a user's conversation. */
  researchId: string | null;
  researchBudget: Partial<Budget> | null;
  deadlineFromBudget: boolean;
  status: string;
  provider: string;
  traceparent: string | null;
  versionId: string;
  checkpointRemoteId: string | null;
  checkpointLastEntryId: string | null;
  checkpointDirty: boolean;
  /** The fallback model whose agent the checkpoint belongs to; null is the version's own. */
  checkpointModel: string | null;
  checkpointTurn: number;
  isFork: boolean;
  /** Time left, ms; null before it began. */
  deadlineMs: number | null;
}

/** The oldest turn of a conversation that has not ended. */
export async function openTurn(tx: Tx, conversationId: string): Promise<OpenTurn | undefined> {
  const [turn] = await tx<OpenTurn[]>`
    select t.id, t.conversation_id, t.budget, c.budget as conversation_budget, t.deadline_from_budget,
      c.research_id, (select r.budget from research_runs r where r.id = c.research_id) as research_budget,
      t.status, t.traceparent, c.provider, coalesce(c.checkpoint_version_id, c.agent_version_id) as version_id,
      c.checkpoint_remote_id, c.checkpoint_last_entry_id,
      c.checkpoint_dirty, c.checkpoint_model, c.checkpoint_turn, c.forked_from is not null as is_fork, ${
    turnTimeLeft(tx)
  } as deadline_ms
    from turns t join conversations c on c.id = t.conversation_id
    where t.conversation_id = ${conversationId} and t.ended_at is null
    order by t.number limit 1`;
  return turn;
}

/** The time limit of a turn that begins now, ms: that of the deployment, or of a budget if it is shorter. */
export function timeOf({ accounts }: { accounts: Account[] }, turnMs: number) {
  const left = wallTimeLeft(accounts);
  return { ms: Math.min(turnMs, left), ofBudget: left < turnMs };
}

/** Begins a queued turn; the caller appends its event. */
export async function beginTurn(
  tx: Tx,
  turn: OpenTurn,
  time: { ms: number; ofBudget: boolean },
): Promise<void> {
  const active = tx`update conversations set active_at = now(), woken_at = now()
    where id = ${turn.conversationId}`;
  if (turn.status !== "QUEUED") return void await active;
  await Promise.all([
    tx`update turns set status = 'RUNNING', started_at = now(),
      checkpoint_remote_id = ${turn.checkpointRemoteId}, checkpoint_last_entry_id = ${turn.checkpointLastEntryId}, checkpoint_model = ${turn.checkpointModel},
      checkpoint_turn = ${turn.checkpointTurn},
      checkpoint_version_id = (select c.checkpoint_version_id from conversations c where c.id = conversation_id),
      deadline_from_budget = ${time.ofBudget},
      deadline = clock_timestamp() + ${interval(tx, time.ms)} where id = ${turn.id}`,
    active,
  ]);
}

/** The checkpoint for this model; null if another model's agent has it. */
export function checkpointOf(
  {
    checkpointRemoteId: remoteId,
    checkpointLastEntryId: lastEntryId,
    checkpointDirty: dirty,
    ...turn
  }: OpenTurn,
  model: string | null,
): Checkpoint | null {
  const inherited = turn.isFork && turn.checkpointTurn === 0;
  return remoteId && lastEntryId && turn.checkpointModel === model
    ? { remoteId, lastEntryId, dirty, inherited }
    : null;
}
