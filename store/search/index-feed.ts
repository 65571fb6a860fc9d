import { isFinal, type Status } from "../../protocol/status.ts";
import type { FedItem, FeedConsumer } from "../feed/consume-feed.ts";
import type { Tx } from "../database/sql.ts";
import { type IndexedKind, indexObjects } from "./index-objects.ts";
import { unindex } from "./unindex.ts";

/**
 * Makes searchable what the feed reports: it is found a moment after its commit. The texts are committed with the
 * consumer's cursor, so that a worker that is killed leaves no doubles and no gap.
 */
export const searchConsumer: FeedConsumer = {
  name: "search",
  max: 200,
  async handle(tx, tenant, items) {
    const objects = items.flatMap(({ item }) => objectOf(item) ?? []);
    for (const [kind, own] of Map.groupBy(objects, (object) => object.kind)) {
      await indexObjects(tx, tenant, kind, [...new Set(own.map(({ id }) => id))]);
    }
    await unindexErased(tx, items);
  },
};

/** What has texts that were complete when the item was noted; nothing of a turn that goes on. */
function objectOf(
  { item, nodeId: id, status, researchId }: FedItem["item"],
): { kind: IndexedKind; id: string } | null {
  switch (item) {
    case "CONVERSATION_STARTED":
    case "CONVERSATION_UPDATED":
      return { kind: "conversation", id };
    case "TURN_CHANGED":
      return isResting(status) ? { kind: "turn", id } : null;
    case "RESEARCH_STARTED":
      return { kind: "research", id };
    case "PHASE_CHANGED":
      return status === "COMPLETED" && researchId !== undefined
        ? { kind: "research", id: researchId }
        : null;
    default:
      return null;
  }
}

/** A message is found before its turn begins, and while the turn waits for an approval. */
const isResting = (status: Status | undefined) =>
  status === undefined || isFinal(status) || status === "QUEUED" || status === "WAITING";

async function unindexErased(tx: Tx, items: readonly FedItem[]) {
  const erased = items.filter(({ item }) => item.item === "CONVERSATION_ERASED");
  for (const { item } of erased) await unindex(tx, item.nodeId);
}
