import { itemAccess } from "../../protocol/feed/item-access.ts";
import type { Only } from "../../schema/ports/event-log.ts";
import type { Requester } from "../auth/requester.ts";
import type { Access } from "./access.ts";

/**
 * Which items of the feed a requester gets. Its reason opens none but approvals, since each read for a reason is recorded.
 * All others are left out, as if a filter did so.
 */
export function feedAccess(
  { principal }: Requester,
  access: Pick<Access, "mayByItself">,
  readsApprovals: boolean,
): Only {
  return async (body) => {
    if (body.kind !== "FeedItem") return false;
    const decided = itemAccess(principal, body, readsApprovals);
    if (typeof decided === "boolean") return decided;
    // An approval that has just been requested is what lets its approvers read the conversation.
    const isNow = body.item === "APPROVAL_CHANGED";
    return await access.mayByItself(decided.scope, decided.id, isNow);
  };
}
