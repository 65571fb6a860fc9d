import type { Tx } from "../database/sql.ts";
import { type LockedStream, lockStream } from "../log/append.ts";

/** Locks the conversation of a turn or an approval; null if the tenant has no such row. */
export async function lockConversationOf(
  tx: Tx,
  tenant: string,
  table: "turns" | "approvals",
  id: string,
): Promise<LockedStream | null> {
  const [row] = await tx<{ conversationId: string }[]>`
    select conversation_id from ${tx(table)} where id = ${id} and tenant = ${tenant}`;
  return row ? await lockStream(tx, tenant, row.conversationId) : null;
}
