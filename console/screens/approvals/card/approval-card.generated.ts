// Written by `deno task documents` from approval-card.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { ActorKind, Exact, Verdict } from "../../../document-types.generated.ts";

export type ApprovalCardsQueryVariables = Exact<{
  ids: Array<string>;
}>;
export type ApprovalCardsQuery = { nodes: Array<
    | { __typename: 'Agent', id: string }
    | { __typename: 'AgentVersion', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'Approval', id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, decidedBy: { kind: ActorKind, name: string } | null, toolCall: { id: string, server: string, name: string, arguments: unknown, turn: { id: string, number: number } } | null, context: { server: string, agentVersion: { id: string, number: number, agent: { id: string, name: string } }, conversation: { id: string, title: string | null, firstText: string | null } | null, message: { id: string, text: string } | null, tool: { name: string, title: string | null, description: string | null, inputSchema: unknown, readOnly: boolean, destructive: boolean, idempotent: boolean } | null } }
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
   | null> };
export type CardApprovalFragment = { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, decidedBy: { kind: ActorKind, name: string } | null, toolCall: { id: string, server: string, name: string, arguments: unknown, turn: { id: string, number: number } } | null, context: { server: string, agentVersion: { id: string, number: number, agent: { id: string, name: string } }, conversation: { id: string, title: string | null, firstText: string | null } | null, message: { id: string, text: string } | null, tool: { name: string, title: string | null, description: string | null, inputSchema: unknown, readOnly: boolean, destructive: boolean, idempotent: boolean } | null } };
export const approvalCards = "query ApprovalCards($ids:[ID!]!){nodes(ids:$ids){__typename id ...on Approval{...CardApproval}}}fragment CardApproval on Approval{id verdict argumentsHash proposedArguments createdAt expiresAt approveOnTimeout decidedAt decidedBy{kind name}reason toolCall{id server name arguments turn{id number}}context{server agentVersion{id number agent{id name}}conversation{id title firstText}message{id text}tool{name title description inputSchema readOnly destructive idempotent}}}" as string & Typed<ApprovalCardsQuery, ApprovalCardsQueryVariables>;
