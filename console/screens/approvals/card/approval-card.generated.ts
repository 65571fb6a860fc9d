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
    | { __typename: 'Approval', id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, decidedBy: { kind: ActorKind, name: string } | null, toolCall: { id: string, server: string, name: string, turn: { id: string, number: number, conversation: { id: string, title: string | null, agentVersion: { id: string, number: number, agent: { id: string, name: string }, tools: Array<{ server: string, tool: { name: string, title: string | null, description: string | null, inputSchema: unknown, readOnly: boolean, idempotent: boolean } }> | null } } } } | null }
    | { __typename: 'Conversation', id: string }
    | { __typename: 'Handoff', id: string }
    | { __typename: 'McpServer', id: string }
    | { __typename: 'Message', id: string }
    | { __typename: 'ModelCall', id: string }
    | { __typename: 'ResearchPhase', id: string }
    | { __typename: 'ResearchRun', id: string }
    | { __typename: 'ToolCall', id: string }
    | { __typename: 'Turn', id: string }
   | null> };
export type CardApprovalFragment = { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, decidedBy: { kind: ActorKind, name: string } | null, toolCall: { id: string, server: string, name: string, turn: { id: string, number: number, conversation: { id: string, title: string | null, agentVersion: { id: string, number: number, agent: { id: string, name: string }, tools: Array<{ server: string, tool: { name: string, title: string | null, description: string | null, inputSchema: unknown, readOnly: boolean, idempotent: boolean } }> | null } } } } | null };
export const approvalCards = "query ApprovalCards($ids:[ID!]!){nodes(ids:$ids){__typename id ...on Approval{...CardApproval}}}fragment CardApproval on Approval{id verdict argumentsHash proposedArguments createdAt expiresAt approveOnTimeout decidedAt decidedBy{kind name}reason toolCall{id server name turn{id number conversation{id title agentVersion{id number agent{id name}tools{server tool{name title description inputSchema readOnly idempotent}}}}}}}" as string & Typed<ApprovalCardsQuery, ApprovalCardsQueryVariables>;
