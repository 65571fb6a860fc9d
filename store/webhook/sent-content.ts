import type { Principal } from "../../protocol/auth/principal.ts";
import { textOf } from "../../protocol/conversation/content.ts";
import type { FeedItemBody } from "../../protocol/feed/feed-item.ts";
import { isFinal } from "../../protocol/status.ts";
import type { SentContent } from "../../protocol/webhook/body.ts";
import { repliesByTurnIds } from "../conversation/read-entries.ts";
import type { Sql } from "../database/sql.ts";

/** The text of the reply of a turn that has ended, which a reader of the item may read; null: there is none, or its erasure was asked for. */
export async function sentContent(
  sql: Sql,
  { tenant }: Principal,
  { item, nodeId, status, conversationId = "" }: FeedItemBody,
): Promise<SentContent | null> {
  if (item !== "TURN_CHANGED" || status === undefined || !isFinal(status)) return null;
  const [kept] = await sql`select from conversations
    where tenant = ${tenant} and id = ${conversationId} and erase_requested_at is null`;
  if (!kept) return null;
  const [reply] = await repliesByTurnIds(sql, tenant, [nodeId]);
  return reply ? { text: textOf(reply.content) } : null;
}
