import { type Account, type Budget, wallTimeLeft } from "../../protocol/budget/budget.ts";
import type { Content } from "../../protocol/conversation/content.ts";
import { type RecordedCall, recordedCalls } from "../call/recorded-calls.ts";
import type { OwnLimits } from "../../protocol/quota/tenant-limits.ts";
import type { Db } from "../database/sql.ts";
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

/** A user's message of a turn. */
export interface TurnMessage {
  content: Content[];
  /** Of a steered message: the number of the turn that it opens if it cannot join this one; null: it opened this one. */
  reservedTurn: number | null;
  /** Of a steered message: the step that took it; null while it waits. */
  steeredStep: number | null;
}

/** The turn that runs or comes next as one statement read it, with the checkpoint of its conversation. */
export interface OpenTurn {
  id: string;
  tenant: string;
  /** Number of the stream's last event: while it stays, nothing here has changed but leases. */
  head: number;
  /** Steps in order. */
  calls: RecordedCall[];
  messages: TurnMessage[];
  /** Until the next of its pending approvals expires, ms; null: none is pending. */
  approvalMs: number | null;
  /** True: the conversation has turns that the checkpoint does not cover. */
  hasUncovered: boolean;
  /** Id at the provider of the agent of `versionId`; null: not created yet. */
  remoteAgentId: string | null;
  conversationId: string;
  budget: Partial<Budget>;
  conversationBudget: Partial<Budget>;
  /** The research run that the conversation belongs to; null for a user's conversation. */
  researchId: string | null;
  researchBudget: Partial<Budget> | null;
  /** The tenant's own limits; null: it has none. */
  ownLimits: OwnLimits | null;
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

/** The oldest turn of a conversation that has not ended. Takes no lock: a write based on it checks the stream's head. */
export async function readOpenTurn(
  db: Db,
  tenant: string,
  conversationId: string,
): Promise<OpenTurn | undefined> {
  type Row = Omit<OpenTurn, "calls" | "messages"> & Record<"calls" | "messages", unknown[] | null>;
  const [row] = await db<Row[]>`
    select t.id, t.tenant, s.head, t.conversation_id, t.budget, c.budget as conversation_budget, t.deadline_from_budget,
      c.research_id, (select r.budget from research_runs r where r.id = c.research_id) as research_budget,
      (select q.own_limits from tenant_quotas q where q.tenant = t.tenant) as own_limits, t.status, t.traceparent, c.provider, v.version_id, c.checkpoint_remote_id, c.checkpoint_last_entry_id,
      c.checkpoint_dirty, c.checkpoint_model, c.checkpoint_turn, c.forked_from is not null as is_fork,
      ${turnTimeLeft(db)} as deadline_ms, ${recordedCalls(db, false)} as calls,
      (select json_agg(json_build_object('content', e.content, 'reservedTurn', e.reserved_turn,
          'steeredStep', e.steered_step) order by e.position)
        from entries e where e.turn_id = t.id and e.role = 'USER') as messages,
      (select ceil(extract(epoch from min(a.expires_at) - clock_timestamp()) * 1000)::float
        from approvals a where a.turn_id = t.id and a.verdict = 'PENDING') as approval_ms,
      exists (select from turns b where b.conversation_id = c.id and b.number < t.number
        and b.number > c.checkpoint_turn) as has_uncovered,
      (select r.remote_id from remote_agents r
        where r.version_id = v.version_id and r.provider = c.provider) as remote_agent_id
    from (select * from turns where conversation_id = ${conversationId}
      and ended_at is null order by number limit 1) t
    join conversations c on c.id = t.conversation_id
    join streams s on s.id = c.id and s.tenant = ${tenant}
    cross join lateral (select coalesce(c.checkpoint_version_id, c.agent_version_id) as version_id) v`;
  return row && { ...row, calls: row.calls ?? [], messages: row.messages ?? [] } as OpenTurn;
}

/** The time limit of a turn that begins now, ms: that of the deployment, or of a budget if it is shorter. */
export function timeOf({ accounts }: { accounts: readonly Account[] }, turnMs: number) {
  const left = wallTimeLeft(accounts);
  return { ms: Math.min(turnMs, left), ofBudget: left < turnMs };
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
