import type { Budget } from "../../protocol/budget/budget.ts";
import type { PhaseKind, PhaseState, ResearchBrief } from "../../protocol/research/phase.ts";
import { readOutcome } from "../../protocol/research/stored-outcome.ts";
import type { Content } from "../../protocol/conversation/content.ts";
import type { Actor, Failure, Status } from "../../protocol/status.ts";
import type { Tx } from "../database/sql.ts";

/** A run, as needed to advance it. */
export interface ResearchRun extends ResearchBrief {
  id: string;
  tenant: string;
  agents: Record<PhaseKind, string>;
  provider: string;
  budget: Partial<Budget>;
  actor: Actor;
  /** Subject of the owner; null: it belongs to the whole tenant. */
  owner: string | null;
  traceparent: string | null;
  endedAt: Date | null;
  /** True if no worker has recorded for seconds that it examined the run. */
  stale: boolean;
}

/** The turn that executes an open phase. */
export interface WorkingTurn {
  id: string;
  conversationId: string;
  status: Status;
  failure: Failure | null;
  /** The answer as data; null for free text. */
  output: unknown;
  /** The answer as written; empty while the turn runs. */
  reply: Content[];
}

/** A phase of a run. */
export interface RunPhase extends PhaseState {
  /** The drafts of its text; null if it has none. */
  draftId: string | null;
  /** Null once the phase has ended. */
  turn: WorkingTurn | null;
}

/** A run by its id. */
export async function readRun(tx: Tx, id: string): Promise<ResearchRun | undefined> {
  const [run] = await tx<ResearchRun[]>`
    select id, tenant, question, symbols, resolved_symbols, searches, revisions, language, agents, provider, budget, actor, owner, traceparent,
      ended_at, woken_at < now() - interval '5 seconds' as stale, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as today
    from research_runs where id = ${id}`;
  return run;
}

type PhaseRow =
  & Omit<RunPhase, "turn">
  & { [K in keyof WorkingTurn as `turn${Capitalize<K>}`]: WorkingTurn[K] };

/** The phases of a run so far, in order. */
export async function phasesOf(tx: Tx, researchId: string): Promise<RunPhase[]> {
  const rows = await tx<PhaseRow[]>`
    select p.id, p.kind, p.round, p.name, p.status, p.outcome, p.failure, p.draft_id, t.id as turn_id,
      t.conversation_id as turn_conversation_id, t.status as turn_status, t.failure as turn_failure,
      t.output as turn_output, case when t.ended_at is not null then (
        select content from entries where turn_id = t.id and role = 'AGENT' and status in ('COMPLETED', 'CANCELLED')
        order by position desc limit 1) end as turn_reply
    from research_phases p left join turns t on t.id = p.turn_id and p.ended_at is null
    where p.research_id = ${researchId} order by p.number`;
  return rows.map((
    { turnId, turnConversationId, turnStatus, turnFailure, turnOutput, turnReply, ...phase },
  ) => ({
    ...phase,
    outcome: readOutcome(phase.outcome),
    turn: turnId === null ? null : {
      id: turnId,
      conversationId: turnConversationId,
      status: turnStatus,
      failure: turnFailure,
      output: turnOutput,
      reply: turnReply ?? [],
    },
  }));
}
