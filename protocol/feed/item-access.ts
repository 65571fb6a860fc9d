import { authorize } from "../auth/authorize.ts";
import { grantsOf, type Principal } from "../auth/principal.ts";
import { mayReadSchedule } from "../schedule/may-read.ts";
import type { FeedItemBody, FeedKind } from "./feed-item.ts";

/** Whether a principal may read an item; an object where that follows from its right to read it, without a reason. */
export type ItemAccess = boolean | { scope: "conversations:read" | "research:read"; id: string };

/** Items that are of no conversation and no run. Of any other kind without them nothing is known of who may read it. */
const aboutAgents: readonly FeedKind[] = [
  "AGENT_VERSION_REGISTERED",
  "AGENT_ARCHIVED",
  "AGENT_RESTORED",
  "ALIAS_MOVED",
];

/**
 * Decides who reads an item, for the feed and for webhooks: those of conversations and research runs who may read these;
 * approvals also who reads all of them; agents by their scope; schedules and webhooks their owners, or who reads all.
 */
export function itemAccess(
  principal: Principal,
  item: FeedItemBody,
  readsApprovals: boolean,
): ItemAccess {
  const { item: kind, conversationId, researchId } = item;
  if (kind === "SCHEDULE_CHANGED" || kind === "FIRING_CHANGED") {
    return mayReadSchedule(principal, item.owner ?? null);
  }
  if (kind === "WEBHOOK_CHANGED") return mayReadWebhook(principal, item);
  if (kind === "APPROVAL_CHANGED" && readsApprovals) return true;
  if (conversationId) return { scope: "conversations:read", id: conversationId };
  if (researchId) return { scope: "research:read", id: researchId };
  return aboutAgents.includes(kind) && authorize(principal, "agents:read") &&
    isWithin(principal, item);
}

function mayReadWebhook(principal: Principal, { owner }: FeedItemBody): boolean {
  const reach = grantsOf(principal)["webhooks:read"];
  return reach === "all" || (reach !== undefined && owner === principal.subject);
}

const isWithin = ({ bound }: Principal, { agent }: FeedItemBody): boolean =>
  bound === null || (bound.kind === "agent" && bound.id === agent);
