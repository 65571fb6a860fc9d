import type { Verdict } from "../../protocol/approval/approval.ts";
import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import type { FailureCode, Status } from "../../protocol/status.ts";
import type { Sql } from "../database/sql.ts";

/** An approval of a turn that has ended. */
export interface EndedApproval {
  id: string;
  tool: string;
  verdict: Verdict;
  edited: boolean;
  createdAt: Date;
  decidedAt: Date;
  /** W3C trace context of the mutation that decided; null if the approval expired, or nothing is traced. */
  decisionTraceparent: string | null;
}

/** A turn that has ended and whose span is to be exported. */
export interface EndedTurn {
  id: string;
  conversationId: string;
  number: number;
  status: Status;
  traceparent: string;
  startedAt: Date;
  endedAt: Date;
  failure: FailureCode | null;
  agentId: string;
  agentName: string;
  agentVersion: number;
  model: string;
  inputTokens: number;
  outputTokens: number;
  researchId: string | null;
  /** The turn before it, if that one is traced. */
  previous: { id: string; traceparent: string } | null;
  approvals: EndedApproval[];
}

/**
 * Claims the ended turns of a conversation for the export of their spans: each is returned at most once, and only if it
 * is traced.
 */
export async function claimUnexportedTurns(
  sql: Sql,
  { tenant, conversationId }: ConversationInput,
): Promise<EndedTurn[]> {
  const turns = await sql<Omit<EndedTurn, "approvals">[]>`
    with claimed as (update turns set span_exported = true
      where conversation_id = ${conversationId} and tenant = ${tenant} and traceparent is not null
      and not span_exported and ended_at is not null returning *)
    select t.id, t.conversation_id, t.number, t.status, t.traceparent,
      coalesce(t.started_at, t.created_at) as started_at, t.ended_at, t.failure->>'code' as failure,
      a.id as agent_id, a.name as agent_name, v.number as agent_version, v.spec->>'model' as model, c.research_id,
      used.input_tokens, used.output_tokens,
      (select jsonb_build_object('id', p.id, 'traceparent', p.traceparent) from turns p
        where p.conversation_id = t.conversation_id and p.number < t.number and p.traceparent is not null
        order by p.number desc limit 1) as previous
    from claimed t join conversations c on c.id = t.conversation_id
    join agent_versions v on v.id = c.agent_version_id join agents a on a.id = v.agent_id
    cross join lateral (select coalesce(sum(m.input_tokens), 0)::integer as input_tokens,
      coalesce(sum(m.output_tokens), 0)::integer as output_tokens from calls m where m.turn_id = t.id) used
    order by t.number`;
  return await Promise.all(
    turns.map(async (turn) => ({ ...turn, approvals: await approvalsOf(sql, turn.id) })),
  );
}

async function approvalsOf(sql: Sql, turnId: string): Promise<EndedApproval[]> {
  return await sql<EndedApproval[]>`
    select a.id, c.name as tool, a.verdict, a.edited, a.created_at, a.decided_at, a.decision_traceparent
    from approvals a join calls c on c.id = a.call_id
    where a.turn_id = ${turnId} and a.decided_at is not null order by a.created_at, a.id`;
}
