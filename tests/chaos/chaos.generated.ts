// Written by `deno task documents` from chaos.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { CancelTurnInput, DecideApprovalInput, Exact, RegisterAgentInput, Role, SendMessageInput, StartConversationInput, Status, TextKind } from "../../schema/document-types.generated.ts";

export type ServersQueryVariables = Exact<{ [key: string]: never; }>;
export type ServersQuery = { mcpServers: Array<{ tools: Array<{ name: string }> | null }> | null };
export type RegisterMutationVariables = Exact<{
  input: RegisterAgentInput;
}>;
export type RegisterMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'RegisterAgentPayload', version: { id: string } }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string }
   };
export type StartMutationVariables = Exact<{
  input: StartConversationInput;
}>;
export type StartMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'StartConversationPayload', conversation: { id: string } }
    | { __typename: 'ValidationError', message: string }
   };
export type SendMutationVariables = Exact<{
  input: SendMessageInput;
}>;
export type SendMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'SendMessagePayload', turn: { id: string } }
    | { __typename: 'ValidationError', message: string }
   };
export type CancelMutationVariables = Exact<{
  input: CancelTurnInput;
}>;
export type CancelMutation = { result:
    | { __typename: 'CancelTurnPayload' }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string }
   };
export type PendingApprovalsQueryVariables = Exact<{ [key: string]: never; }>;
export type PendingApprovalsQuery = { approvals: { nodes: Array<{ id: string, argumentsHash: string, proposedArguments: unknown }> } | null };
export type DecideMutationVariables = Exact<{
  input: DecideApprovalInput;
}>;
export type DecideMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DecideApprovalPayload' }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string }
   };
export type TurnsQueryVariables = Exact<{
  id: string;
}>;
export type TurnsQuery = { conversation: { turns: { nodes: Array<{ id: string, status: Status }> } } | null };
export type EntriesQueryVariables = Exact<{
  id: string;
}>;
export type EntriesQuery = { conversation: { entries: { nodes: Array<
        | { __typename: 'Handoff', id: string, status: Status }
        | { __typename: 'Message', role: Role, text: string, idempotencyKey: string | null, id: string, status: Status }
        | { __typename: 'ToolCall', id: string, status: Status }
      > } } | null };
export type FollowSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type FollowSubscription = { event:
    | { __typename: 'ApprovalChanged', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'ConversationClosed', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'EntryChanged', cursor: string, fromSeq: number, seq: number, entryId: string, status: Status, entry:
        | { __typename: 'Handoff', id: string, status: Status }
        | { __typename: 'Message', role: Role, text: string, id: string, status: Status, content: Array<
            | { __typename: 'CitationContent' }
            | { __typename: 'MediaContent' }
            | { __typename: 'TextContent', text: string | null }
            | { __typename: 'ThinkingContent' }
          > }
        | { __typename: 'ToolCall', id: string, status: Status }
       | null }
    | { __typename: 'StepChanged', cursor: string, fromSeq: number, seq: number, stepId: string, status: Status }
    | { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number, nodeId: string, part: number, kind: TextKind, offset: number, text: string }
    | { __typename: 'TurnChanged', cursor: string, fromSeq: number, seq: number, turnId: string, status: Status }
   };
export type LogQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type LogQuery = { conversation: { events: { nodes: Array<
        | { seq: number }
        | { seq: number }
        | { seq: number }
        | { seq: number }
        | { seq: number }
        | { seq: number }
        | { seq: number }
        | { seq: number }
        | { seq: number }
      >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };
type Event_ApprovalChanged_Fragment = { __typename: 'ApprovalChanged', cursor: string, fromSeq: number, seq: number };
type Event_ConversationClosed_Fragment = { __typename: 'ConversationClosed', cursor: string, fromSeq: number, seq: number };
type Event_EntryChanged_Fragment = { __typename: 'EntryChanged', cursor: string, fromSeq: number, seq: number, entryId: string, status: Status, entry:
    | { __typename: 'Handoff', id: string, status: Status }
    | { __typename: 'Message', role: Role, text: string, id: string, status: Status, content: Array<
        | { __typename: 'CitationContent' }
        | { __typename: 'MediaContent' }
        | { __typename: 'TextContent', text: string | null }
        | { __typename: 'ThinkingContent' }
      > }
    | { __typename: 'ToolCall', id: string, status: Status }
   | null };
type Event_StepChanged_Fragment = { __typename: 'StepChanged', cursor: string, fromSeq: number, seq: number, stepId: string, status: Status };
type Event_TextDelta_Fragment = { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number, nodeId: string, part: number, kind: TextKind, offset: number, text: string };
type Event_TurnChanged_Fragment = { __typename: 'TurnChanged', cursor: string, fromSeq: number, seq: number, turnId: string, status: Status };
export type EventFragment =
  | Event_ApprovalChanged_Fragment
  | Event_ConversationClosed_Fragment
  | Event_EntryChanged_Fragment
  | Event_StepChanged_Fragment
  | Event_TextDelta_Fragment
  | Event_TurnChanged_Fragment
;
export const servers = "query Servers{mcpServers{tools{name}}}" as string & Typed<ServersQuery, ServersQueryVariables>;
export const register = "mutation Register($input:RegisterAgentInput!){result:registerAgent(input:$input){__typename ...on RegisterAgentPayload{version{id}}...on UserError{message}}}" as string & Typed<RegisterMutation, RegisterMutationVariables>;
export const start = "mutation Start($input:StartConversationInput!){result:startConversation(input:$input){__typename ...on StartConversationPayload{conversation{id}}...on UserError{message}}}" as string & Typed<StartMutation, StartMutationVariables>;
export const send = "mutation Send($input:SendMessageInput!){result:sendMessage(input:$input){__typename ...on SendMessagePayload{turn{id}}...on UserError{message}}}" as string & Typed<SendMutation, SendMutationVariables>;
export const cancel = "mutation Cancel($input:CancelTurnInput!){result:cancelTurn(input:$input){__typename ...on UserError{message}}}" as string & Typed<CancelMutation, CancelMutationVariables>;
export const pendingApprovals = "query PendingApprovals{approvals(verdict:PENDING first:100){nodes{id argumentsHash proposedArguments}}}" as string & Typed<PendingApprovalsQuery, PendingApprovalsQueryVariables>;
export const decide = "mutation Decide($input:DecideApprovalInput!){result:decideApproval(input:$input){__typename ...on UserError{message}}}" as string & Typed<DecideMutation, DecideMutationVariables>;
export const turns = "query Turns($id:ID!){conversation(id:$id){turns(last:100){nodes{id status}}}}" as string & Typed<TurnsQuery, TurnsQueryVariables>;
export const entries = "query Entries($id:ID!){conversation(id:$id){entries(last:100){nodes{__typename id status ...on Message{role text idempotencyKey}}}}}" as string & Typed<EntriesQuery, EntriesQueryVariables>;
export const follow = "subscription Follow($id:ID!$after:String){event:conversationEvents(id:$id after:$after){...event}}fragment event on ConversationEvent{__typename ...on Event{cursor fromSeq seq}...on EntryChanged{entryId status entry{__typename id status ...on Message{role text content{__typename ...on TextContent{text}}}}}...on TextDelta{nodeId part kind offset text}...on StepChanged{stepId status}...on TurnChanged{turnId status}}" as string & Typed<FollowSubscription, FollowSubscriptionVariables>;
export const log = "query Log($id:ID!$after:String){conversation(id:$id){events(after:$after first:100){nodes{seq}pageInfo{hasNextPage endCursor}}}}" as string & Typed<LogQuery, LogQueryVariables>;
