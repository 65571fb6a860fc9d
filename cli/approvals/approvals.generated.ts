// Written by `deno task documents` from approvals.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { DecideApprovalInput, Exact, Verdict } from "../../schema/document-types.generated.ts";

export type WaitingApprovalsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;
export type WaitingApprovalsQuery = { approvals: { nodes: Array<{ id: string, expiresAt: string, approveOnTimeout: boolean, argumentsHash: string, toolCall: { name: string, arguments: unknown, turn: { conversation: { id: string } } } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };
export type DecideWaitingMutationVariables = Exact<{
  input: DecideApprovalInput;
}>;
export type DecideWaitingMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DecideApprovalPayload', approval: { id: string, verdict: Verdict } }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export const waitingApprovals = "query WaitingApprovals($first:Int$after:String){approvals(filter:{verdicts:[PENDING]}first:$first after:$after){nodes{id expiresAt approveOnTimeout argumentsHash toolCall{name arguments turn{conversation{id}}}}pageInfo{hasNextPage endCursor}}}" as string & Typed<WaitingApprovalsQuery, WaitingApprovalsQueryVariables>;
export const decideWaiting = "mutation DecideWaiting($input:DecideApprovalInput!){result:decideApproval(input:$input){__typename ...on DecideApprovalPayload{approval{id verdict}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<DecideWaitingMutation, DecideWaitingMutationVariables>;
