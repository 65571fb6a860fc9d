import { type Bound, grantsOf } from "../../protocol/auth/principal.ts";
import type { Scope } from "../../protocol/auth/scopes.ts";
import type { FeedItemBody, FeedKind } from "../../protocol/feed/feed-item.ts";
import type { Only } from "../../schema/ports/event-log.ts";
import type { Requester } from "../auth/requester.ts";
import type { Access } from "./access.ts";
import { mayReadSchedule } from "./schedule-access.ts";

/** Items that are of no conversation and no run. Of any other kind without them nothing is known of who may read it. */
const aboutAgents: readonly FeedKind[] = [
  "AGENT_VERSION_REGISTERED",
  "AGENT_ARCHIVED",
  "AGENT_RESTORED",
  "ALIAS_MOVED",
];

/**
 * Decides which items of the feed a requester gets: those of conversations and research runs that it may read, without
 * its reason, since each read for a reason is recorded; approvals also with the right to read all of them; agents with
 * their scope; webhooks of its own, or all. All others are left out, as if a filter did so.
 */
export function feedAccess(
  { principal }: Requester,
  access: Pick<Access, "mayByItself">,
  readsApprovals: boolean,
): Only {
  const can = (scope: Scope) => grantsOf(principal)[scope] !== undefined;
  return async (body) => {
    if (body.kind !== "FeedItem") return false;
    const { conversationId, researchId, item } = body;
    if (item === "SCHEDULE_CHANGED" || item === "FIRING_CHANGED") {
      return mayReadSchedule(principal, body.owner ?? null);
    }
    if (item === "APPROVAL_CHANGED" && readsApprovals) return true;
    // An approval that has just been requested is what lets its approvers read the conversation.
    const isNow = item === "APPROVAL_CHANGED";
    if (conversationId) {
      return await access.mayByItself("conversations:read", conversationId, isNow);
    }
    if (researchId) return await access.mayByItself("research:read", researchId, isNow);
    if (item === "WEBHOOK_CHANGED") {
      const reach = grantsOf(principal)["webhooks:read"];
      return reach === "all" || (reach !== undefined && body.owner === principal.subject);
    }
    return aboutAgents.includes(item) && can("agents:read") && isWithin(principal.bound, body);
  };
}

function isWithin(bound: Bound | null, { agent }: FeedItemBody): boolean {
  return bound === null || (bound.kind === "agent" && bound.id === agent);
}
