import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import type { Sql } from "../database/sql.ts";

/**
 * Conversations whose queued turns waited for other turns of their tenant and may begin now, the oldest first; each is
 * returned once in 5 s. A null tenant: of all. `defaultLimit`: of tenants without an own one.
 */
export async function claimWaitingTurns(
  sql: Sql,
  tenant: string | null,
  defaultLimit: number | null,
): Promise<ConversationInput[]> {
  const rows = await sql<ConversationInput[]>`
    select tenant, conversation_id from claim_waiting_turns(${tenant}, ${defaultLimit})`;
  return [...rows];
}

/** Tenants with turns that wait for others, at most `limit`. */
export async function waitingTenants(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql<{ tenant: string }[]>`
    select tenant from tenants_with_waiting_turns(${limit})`;
  return rows.map(({ tenant }) => tenant);
}
