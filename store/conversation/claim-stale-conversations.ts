import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import { withAdvisoryLock } from "../database/advisory-lock.ts";
import { interval, type Sql } from "../database/sql.ts";

/**
 * Conversations with an open turn that no worker has examined for `afterMs`; each is returned once in that time, up to
 * 200 at once. Turns that only wait for approvals that have not expired are skipped, those that wait for other turns of
 * their tenant, and those of research runs, whose workflow drives them. Empty while another worker sweeps.
 */
export async function claimStaleConversations(
  sql: Sql,
  afterMs: number,
): Promise<ConversationInput[]> {
  const stale = await withAdvisoryLock(sql, "sweep", async (tx) =>
    await tx<ConversationInput[]>`
      update conversations set woken_at = now() where id in (
        select c.id from conversations c join turns t on t.conversation_id = c.id
        where c.research_id is null and t.ended_at is null and not exists (
          select from turns first where first.conversation_id = c.id and first.number < t.number
          and first.ended_at is null)
        and not exists (select from waiting_turns w where w.tenant = t.tenant and w.turn_id = t.id)
        and (t.status <> 'WAITING' or exists (
          select from calls l left join approvals a on a.call_id = l.id and a.verdict = 'PENDING'
          where l.turn_id = t.id and l.status in ('QUEUED', 'RUNNING', 'WAITING')
          and (a.id is null or a.expires_at < now())))
        and c.woken_at < now() - ${interval(tx, afterMs)} limit 200)
      returning tenant, id as conversation_id`);
  return stale ?? [];
}
