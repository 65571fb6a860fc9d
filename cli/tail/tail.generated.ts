// Written by `deno task documents` from tail.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { ActorKind, Exact, FeedFilter, FeedKind, Status, Verdict } from "../../schema/document-types.generated.ts";

export type TailFeedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  filter?: FeedFilter | null | undefined;
}>;
export type TailFeedSubscription = { item: { __typename: 'FeedItem', cursor: string, fromSeq: number, seq: number, at: string, kind: FeedKind, nodeId: string, conversationId: string | null, researchId: string | null, agent: string | null, version: number | null, alias: string | null, status: Status | null, verdict: Verdict | null, actor: { kind: ActorKind, name: string } | null } };
export type TailEndQueryVariables = Exact<{ [key: string]: never; }>;
export type TailEndQuery = { feed: { pageInfo: { endCursor: string | null }, nodes: Array<{ seq: number }> } | null };
export const tailFeed = "subscription TailFeed($after:String$filter:FeedFilter){item:feed(after:$after filter:$filter){__typename cursor fromSeq seq at kind nodeId conversationId researchId agent version alias status verdict actor{kind name}}}" as string & Typed<TailFeedSubscription, TailFeedSubscriptionVariables>;
export const tailEnd = "query TailEnd{feed(last:1){pageInfo{endCursor}nodes{seq}}}" as string & Typed<TailEndQuery, TailEndQueryVariables>;
