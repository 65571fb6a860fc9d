// Written by `deno task documents` from history.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { ActorKind, ApprovalFilter, Exact, Verdict } from "../../../document-types.generated.ts";

export type ApprovalHistoryQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ApprovalFilter | null | undefined;
}>;
export type ApprovalHistoryQuery = { approvals: { nodes: Array<{ id: string, verdict: Verdict, decidedAt: string | null, reason: string | null, proposedArguments: unknown, decidedBy: { kind: ActorKind, name: string } | null, toolCall: { id: string, server: string, name: string, arguments: unknown, turn: { id: string, number: number } } | null, context: { server: string, agentVersion: { id: string, number: number, agent: { id: string, name: string } }, conversation: { id: string, title: string | null, firstText: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };
export type DecidedApprovalFragment = { id: string, verdict: Verdict, decidedAt: string | null, reason: string | null, proposedArguments: unknown, decidedBy: { kind: ActorKind, name: string } | null, toolCall: { id: string, server: string, name: string, arguments: unknown, turn: { id: string, number: number } } | null, context: { server: string, agentVersion: { id: string, number: number, agent: { id: string, name: string } }, conversation: { id: string, title: string | null, firstText: string | null } | null } };
export const approvalHistory = "query ApprovalHistory($first:Int!$after:String$filter:ApprovalFilter){approvals(first:$first after:$after filter:$filter order:DECISION){nodes{...DecidedApproval}pageInfo{hasNextPage endCursor}}}fragment DecidedApproval on Approval{id verdict decidedAt decidedBy{kind name}reason proposedArguments toolCall{id server name arguments turn{id number}}context{server agentVersion{id number agent{id name}}conversation{id title firstText}}}" as string & Typed<ApprovalHistoryQuery, ApprovalHistoryQueryVariables>;
