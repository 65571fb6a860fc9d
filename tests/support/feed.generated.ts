// Written by `deno task documents` from feed.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { Exact, FeedFilter, FeedKind, Status, Verdict } from "../../schema/document-types.generated.ts";

export type FeedItemsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  filter?: FeedFilter | null | undefined;
}>;
export type FeedItemsSubscription = { item: { __typename: 'FeedItem', cursor: string, fromSeq: number, seq: number, at: string, kind: FeedKind, nodeId: string, conversationId: string | null, researchId: string | null, agent: string | null, version: number | null, status: Status | null, verdict: Verdict | null, node:
      | { __typename: 'Agent', id: string }
      | { __typename: 'AgentVersion', id: string }
      | { __typename: 'ApiKey', id: string }
      | { __typename: 'Approval', id: string }
      | { __typename: 'Conversation', id: string }
      | { __typename: 'Firing', id: string }
      | { __typename: 'Handoff', id: string }
      | { __typename: 'McpServer', id: string }
      | { __typename: 'Message', id: string }
      | { __typename: 'ModelCall', id: string }
      | { __typename: 'ResearchPhase', id: string }
      | { __typename: 'ResearchRun', id: string }
      | { __typename: 'Schedule', id: string }
      | { __typename: 'ToolCall', id: string }
      | { __typename: 'Turn', id: string }
      | { __typename: 'Webhook', id: string }
      | { __typename: 'WebhookDelivery', id: string }
     | null } };
export type FeedPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: FeedFilter | null | undefined;
  wait?: string | null | undefined;
}>;
export type FeedPageQuery = { feed: { nodes: Array<{ __typename: 'FeedItem', cursor: string, fromSeq: number, seq: number, at: string, kind: FeedKind, nodeId: string, conversationId: string | null, researchId: string | null, agent: string | null, version: number | null, status: Status | null, verdict: Verdict | null, node:
        | { __typename: 'Agent', id: string }
        | { __typename: 'AgentVersion', id: string }
        | { __typename: 'ApiKey', id: string }
        | { __typename: 'Approval', id: string }
        | { __typename: 'Conversation', id: string }
        | { __typename: 'Firing', id: string }
        | { __typename: 'Handoff', id: string }
        | { __typename: 'McpServer', id: string }
        | { __typename: 'Message', id: string }
        | { __typename: 'ModelCall', id: string }
        | { __typename: 'ResearchPhase', id: string }
        | { __typename: 'ResearchRun', id: string }
        | { __typename: 'Schedule', id: string }
        | { __typename: 'ToolCall', id: string }
        | { __typename: 'Turn', id: string }
        | { __typename: 'Webhook', id: string }
        | { __typename: 'WebhookDelivery', id: string }
       | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null };
export type FeedCursorsQueryVariables = Exact<{ [key: string]: never; }>;
export type FeedCursorsQuery = { conversations: { eventCursor: string, nodes: Array<{ id: string }> } | null, researchRuns: { eventCursor: string } | null };
export type FeedTestItemFragment = { __typename: 'FeedItem', cursor: string, fromSeq: number, seq: number, at: string, kind: FeedKind, nodeId: string, conversationId: string | null, researchId: string | null, agent: string | null, version: number | null, status: Status | null, verdict: Verdict | null, node:
    | { __typename: 'Agent', id: string }
    | { __typename: 'AgentVersion', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'Approval', id: string }
    | { __typename: 'Conversation', id: string }
    | { __typename: 'Firing', id: string }
    | { __typename: 'Handoff', id: string }
    | { __typename: 'McpServer', id: string }
    | { __typename: 'Message', id: string }
    | { __typename: 'ModelCall', id: string }
    | { __typename: 'ResearchPhase', id: string }
    | { __typename: 'ResearchRun', id: string }
    | { __typename: 'Schedule', id: string }
    | { __typename: 'ToolCall', id: string }
    | { __typename: 'Turn', id: string }
    | { __typename: 'Webhook', id: string }
    | { __typename: 'WebhookDelivery', id: string }
   | null };
export const feedItems = "subscription FeedItems($after:String$filter:FeedFilter){item:feed(after:$after filter:$filter){...FeedTestItem}}fragment FeedTestItem on FeedItem{__typename cursor fromSeq seq at kind nodeId node{__typename id}conversationId researchId agent version status verdict}" as string & Typed<FeedItemsSubscription, FeedItemsSubscriptionVariables>;
export const feedPage = "query FeedPage($first:Int$after:String$last:Int$before:String$filter:FeedFilter$wait:Duration){feed(first:$first after:$after last:$last before:$before filter:$filter wait:$wait){nodes{...FeedTestItem}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}fragment FeedTestItem on FeedItem{__typename cursor fromSeq seq at kind nodeId node{__typename id}conversationId researchId agent version status verdict}" as string & Typed<FeedPageQuery, FeedPageQueryVariables>;
export const feedCursors = "query FeedCursors{conversations(first:1){eventCursor nodes{id}}researchRuns(first:1){eventCursor}}" as string & Typed<FeedCursorsQuery, FeedCursorsQueryVariables>;
