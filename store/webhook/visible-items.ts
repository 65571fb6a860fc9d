import { authorize } from "../../protocol/auth/authorize.ts";
import { grantsOf, type Principal } from "../../protocol/auth/principal.ts";
import type { FeedItemBody } from "../../protocol/feed/feed-item.ts";
import { itemAccess } from "../../protocol/feed/item-access.ts";
import { type Ownership, readOwnership } from "../access/read-ownership.ts";
import { toResource } from "../access/resource.ts";
import type { Db, Sql } from "../database/sql.ts";

/**
 * Which of these items a principal may read now, without a reason: the same as the feed shows it. `null` items, those of
 * tests, are for everyone.
 */
export async function visibleItems(
  db: Db,
  principal: Principal,
  items: readonly (FeedItemBody | null)[],
): Promise<boolean[]> {
  const { tenant } = principal;
  const ids = [...new Set(items.flatMap((item) => objectOf(item) ?? []))];
  const found = await readOwnership(db as Sql, tenant, ids);
  const owned = new Map(ids.map((id, i) => [id, found[i] ?? null]));
  return items.map((item) => item === null || isVisible(principal, item, owned));
}

const objectOf = (item: FeedItemBody | null) => item?.conversationId ?? item?.researchId;

function isVisible(
  principal: Principal,
  item: FeedItemBody,
  owned: ReadonlyMap<string, Ownership | null>,
): boolean {
  const decided = itemAccess(principal, item, grantsOf(principal)["approvals:read"] === "all");
  if (typeof decided === "boolean") return decided;
  const found = owned.get(decided.id);
  return found != null &&
    authorize(principal, decided.scope, toResource(principal.tenant, found));
}
