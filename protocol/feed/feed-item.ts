import type { Verdict } from "../approval/approval.ts";
import type { Actor, Status } from "../status.ts";

/** What an item of the feed reports. */
export const feedKinds = [
  "CONVERSATION_STARTED",
  "CONVERSATION_UPDATED",
  "CONVERSATION_CLOSED",
  "CONVERSATION_ERASED",
  "TURN_CHANGED",
  "APPROVAL_CHANGED",
  "RESEARCH_STARTED",
  "PHASE_CHANGED",
  "RESEARCH_ENDED",
  "AGENT_VERSION_REGISTERED",
  "AGENT_ARCHIVED",
  "AGENT_RESTORED",
  "ALIAS_MOVED",
  "WEBHOOK_CHANGED",
  "SCHEDULE_CHANGED",
  "FIRING_CHANGED",
] as const;
/** One of `feedKinds`. */
export type FeedKind = (typeof feedKinds)[number];

/** An item as it is noted; what the conversation or run says about it is added when it is fed. */
export interface NotedItem {
  item: FeedKind;
  /** Id of the object that changed. */
  nodeId: string;
  agent?: string;
  version?: number | null;
  alias?: string;
  status?: Status;
  verdict?: Verdict;
  actor?: Actor;
  /** Of a schedule or a firing: the conversation or run that the firing started. */
  conversationId?: string;
  researchId?: string;
  /** Of a schedule, a firing or a webhook: subject of its owner, who may read it; absent: the whole tenant. */
  owner?: string;
}

/** The body of an item in the stream of the feed. */
export interface FeedItemBody extends NotedItem {
  kind: "FeedItem";
}

/** What a reader of the feed asks for; a field that is null or left out matches all. */
export interface FeedFilter {
  kinds?: readonly FeedKind[] | null | undefined;
  agent?: string | null | undefined;
  conversationId?: string | null | undefined;
}

/** True if the item is what the filter asks for. */
export function matchesFeed({ kinds, agent, conversationId }: FeedFilter, item: FeedItemBody) {
  return (kinds == null || kinds.includes(item.item)) &&
    (agent == null || item.agent === agent) &&
    (conversationId == null || item.conversationId === conversationId);
}
