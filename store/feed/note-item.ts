import type { NotedItem } from "../../protocol/feed/feed-item.ts";
import { type Db, json } from "../database/sql.ts";

/**
 * Leaves an item for the tenant's feed, in the committing transaction, for what has no event of its own in a stream.
 * `streamId`: the conversation or research run that it is of, from which its agent and version are read.
 */
export async function noteItem(
  tx: Db,
  tenant: string,
  item: NotedItem,
  streamId: string | null = null,
): Promise<void> {
  await tx`insert into feed_pending (tenant, stream_id, items)
    values (${tenant}, ${streamId}, ${json(tx, [item])})`;
}
