import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import { withAdvisoryLock } from "../database/advisory-lock.ts";
import type { Sql } from "../database/sql.ts";

/**
 * Conversations of all tenants with an open turn that no worker has examined for `afterMs`; each is returned once in that
 * time, up to 200 at once. Turns that only wait for approvals that have not expired are skipped, those that wait for other
 * turns of their tenant, and those of research runs, whose workflow drives them. Empty while another worker sweeps.
 */
export async function claimStaleConversations(
  sql: Sql,
  afterMs: number,
): Promise<ConversationInput[]> {
  const stale = await withAdvisoryLock(sql, "sweep", async (tx) =>
    await tx<ConversationInput[]>`
      select tenant, conversation_id from claim_stale_conversations(${afterMs})`);
  return stale ?? [];
}
