import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import type { ResearchInput } from "../../protocol/research/research-workflow.ts";
import type { Sql } from "../database/sql.ts";

/** Any number, the same in every worker: one sweeps at a time. */
const sweepLock = 7_401_993;

/**
 * Conversations with an open turn that nobody has looked at for `afterMs`; each is answered once in that time. A turn
 * that only waits for humans who have time left is left alone.
 * Empty while another worker sweeps. At most 200 at once.
 */
export function claimStaleConversations(sql: Sql, afterMs: number): Promise<ConversationInput[]> {
  return sql.begin(async (tx): Promise<ConversationInput[]> => {
    const [lock] = await tx<
      { ours: boolean }[]
    >`select pg_try_advisory_xact_lock(${sweepLock}) as ours`;
    if (!lock?.ours) return [];
    return await tx<ConversationInput[]>`
      update conversations set woken_at = now() where id in (
        select c.id from conversations c join turns t on t.conversation_id = c.id
        where t.status in ('QUEUED', 'RUNNING', 'WAITING') and not exists (
          select from turns first where first.conversation_id = c.id and first.number < t.number
          and first.status in ('QUEUED', 'RUNNING', 'WAITING'))
        and (t.status <> 'WAITING' or exists (
          select from calls l left join approvals a on a.call_id = l.id and a.verdict = 'PENDING'
          where l.turn_id = t.id and l.status in ('QUEUED', 'RUNNING', 'WAITING')
          and (a.id is null or a.expires_at < now())))
        and c.woken_at < now() - ${afterMs} * interval '1 millisecond' limit 200)
      returning tenant, id as conversation_id`;
  }) as Promise<ConversationInput[]>;
}

/** Research runs under way that were not looked at for `afterMs`; each is answered once in that time. At most 200. */
export async function claimStaleRuns(sql: Sql, afterMs: number): Promise<ResearchInput[]> {
  return await sql<ResearchInput[]>`
    update research_runs set woken_at = now() where id in (
      select id from research_runs where ended_at is null
      and woken_at < now() - ${afterMs} * interval '1 millisecond'
      limit 200 for update skip locked)
    returning tenant, id as research_id`;
}
