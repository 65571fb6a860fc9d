import type { ConversationInput } from "../protocol/conversation-workflow.ts";
import type { Sql } from "./connect.ts";

/** Any number, the same in every worker: one sweeps at a time. */
const sweepLock = 7_401_993;

/**
 * Conversations with an open turn that nobody has looked at for `afterMs`; each is answered once in that time.
 * Empty while another worker sweeps. At most 200 at once.
 */
export function claimForgotten(sql: Sql, afterMs: number): Promise<ConversationInput[]> {
  return sql.begin(async (tx): Promise<ConversationInput[]> => {
    const [lock] = await tx<
      { ours: boolean }[]
    >`select pg_try_advisory_xact_lock(${sweepLock}) as ours`;
    if (!lock?.ours) return [];
    return await tx<ConversationInput[]>`
      update conversations set rung_at = now() where id in (
        select c.id from conversations c join turns t on t.conversation_id = c.id
        where t.status in ('QUEUED', 'RUNNING', 'WAITING')
        and c.rung_at < now() - ${afterMs} * interval '1 millisecond' limit 200)
      returning tenant, id as conversation_id`;
  }) as Promise<ConversationInput[]>;
}
