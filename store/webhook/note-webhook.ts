import type { Actor } from "../../protocol/status.ts";
import { noteItem } from "../feed/note-item.ts";
import type { Tx } from "../database/sql.ts";

/** Leaves an item for the feed: a webhook was made, changed, paused, resumed or deleted. */
export async function noteWebhook(
  tx: Tx,
  tenant: string,
  { id, owner }: { id: string; owner: string | null },
  actor: Actor | null,
): Promise<void> {
  await noteItem(tx, tenant, {
    ...{ item: "WEBHOOK_CHANGED", nodeId: id },
    ...(actor && { actor }),
    ...(owner !== null && { owner }),
  });
}
