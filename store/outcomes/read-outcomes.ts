import type {
  ApprovalOutcome,
  CallEnded,
  CallRetried,
  Outcomes,
  PhaseEnded,
  RunEnded,
  TurnEnded,
} from "../../protocol/telemetry/outcomes.ts";
import type { Sql } from "../database/sql.ts";
import type { OutcomeRefs, RetryRef } from "./outcome-refs.ts";

/** Reads outcomes, with one query for each kind that occurs. */
export async function readOutcomes(sql: Sql, refs: OutcomeRefs): Promise<Outcomes> {
  const [turns, calls, retries, approvals, runs, phases] = await Promise.all([
    some(refs.turns, (ids) => endedTurns(sql, ids)),
    some(refs.calls, (ids) => endedCalls(sql, ids)),
    some(refs.retries, (refs) => retriedCalls(sql, refs)),
    some(refs.approvals, (refs) => changedApprovals(sql, refs)),
    some(refs.runs, (ids) => endedRuns(sql, ids)),
    some(refs.phases, (ids) => endedPhases(sql, ids)),
  ]);
  return { turns, calls, retries, approvals, runs, phases };
}

async function some<T, R>(given: T[], read: (given: T[]) => Promise<readonly R[]>) {
  return given.length === 0 ? [] : await read(given);
}

const ms = (sql: Sql, from: string, to: string) =>
  sql`(extract(epoch from ${sql.unsafe(to)} - ${sql.unsafe(from)}) * 1000)::float8`;

async function endedTurns(sql: Sql, ids: string[]) {
  return await sql<TurnEnded[]>`
    select t.tenant, t.conversation_id, t.id as turn_id, a.name as agent, t.status, t.failure->>'code' as code,
      ${ms(sql, "t.created_at", "t.started_at")} as wait_ms,
      ${ms(sql, "t.started_at", "t.ended_at")} as took_ms, t.traceparent
    from turns t join conversations o on o.id = t.conversation_id
    join agent_versions v on v.id = o.agent_version_id join agents a on a.id = v.agent_id
    where t.id = any(${ids})`;
}

// The agent of a model call is that of its version; of a tool call, that of the version that wrote its entry.
async function endedCalls(sql: Sql, ids: string[]) {
  return await sql<CallEnded[]>`
    select c.tenant, c.conversation_id, c.turn_id, c.id as call_id,
      case c.kind when 'model' then 'model' else 'tool' end as kind, a.name as agent,
      case when c.kind = 'model' then coalesce(c.model, v.spec->>'model') end as model,
      c.server, c.name as tool, c.status, c.failure->>'code' as code,
      ${
    ms(sql, "c.started_at", "c.ended_at")
  } as took_ms, c.input_tokens, c.output_tokens, c.estimated,
      c.input_tokens * c.input_rate + c.output_tokens * c.output_rate + c.earlier_cost_nanos as cost_nanos, t.traceparent
    from calls c join turns t on t.id = c.turn_id join conversations o on o.id = c.conversation_id
    left join entries e on e.id = c.id
    join agent_versions v on v.id = coalesce(c.version_id, e.author_version_id, o.agent_version_id)
    join agents a on a.id = v.agent_id
    where c.id = any(${ids}) and c.attempts > 0 and c.ended_at is not null`;
}

async function retriedCalls(sql: Sql, refs: RetryRef[]) {
  const rows = await sql<Omit<CallRetried, "code" | "attempt">[]>`
    select c.tenant, c.conversation_id, c.id as call_id,
      case c.kind when 'model' then 'model' else 'tool' end as kind,
      coalesce(c.server, c.model, v.spec->>'model') as target, t.traceparent
    from calls c join turns t on t.id = c.turn_id
    left join agent_versions v on v.id = c.version_id
    where c.id = any(${refs.map((r) => r.callId)})`;
  const byId = new Map(rows.map((r) => [r.callId, r]));
  return refs.flatMap(({ callId, attempt, code }): CallRetried[] => {
    const row = byId.get(callId);
    return row ? [{ ...row, attempt, code }] : [];
  });
}

async function changedApprovals(sql: Sql, refs: OutcomeRefs["approvals"]) {
  const rows = await sql<Omit<ApprovalOutcome, "verdict">[]>`
    select p.tenant, p.conversation_id, p.id as approval_id, p.call_id,
      ${ms(sql, "p.created_at", "p.decided_at")} as wait_ms, t.traceparent
    from approvals p join turns t on t.id = p.turn_id
    where p.id = any(${refs.map((a) => a.id)})`;
  const byId = new Map(rows.map((r) => [r.approvalId, r]));
  return refs.flatMap(({ id, verdict }): ApprovalOutcome[] => {
    const row = byId.get(id);
    const waitMs = verdict === "PENDING" ? null : row?.waitMs ?? null;
    return row ? [{ ...row, verdict, waitMs }] : [];
  });
}

async function endedRuns(sql: Sql, ids: string[]) {
  return await sql<RunEnded[]>`
    select tenant, id as research_id, status, failure->>'code' as code,
      ${ms(sql, "created_at", "ended_at")} as took_ms, traceparent
    from research_runs where id = any(${ids}) and ended_at is not null`;
}

async function endedPhases(sql: Sql, ids: string[]) {
  return await sql<PhaseEnded[]>`
    select p.tenant, p.research_id, p.id as phase_id, p.kind as phase, p.status, p.failure->>'code' as code,
      ${ms(sql, "p.started_at", "p.ended_at")} as took_ms, r.traceparent
    from research_phases p join research_runs r on r.id = p.research_id where p.id = any(${ids})`;
}
