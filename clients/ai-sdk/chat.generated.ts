// Written by `deno task documents` from chat.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { CancelTurnInput, ConflictReason, DecideApprovalInput, Exact, ForkConversationInput, Role, SendMessageInput, StartConversationInput, Status } from "./document-types.generated.ts";

export type FindChatQueryVariables = Exact<{
  id: string;
  labels: Array<string>;
}>;
export type FindChatQuery = { viewer: { subject: string }, byId: { id: string } | null, byLabel: { nodes: Array<{ id: string, owner: string | null }> } | null };
export type OpenTurnQueryVariables = Exact<{
  id: string;
}>;
export type OpenTurnQuery = { conversation: { currentTurn: { id: string } | null, turns: { nodes: Array<{ id: string, status: Status }> } } | null };
export type ChatMessagesQueryVariables = Exact<{
  id: string;
  before?: string | null | undefined;
}>;
export type ChatMessagesQuery = { conversation: { entries: { nodes: Array<
        | { __typename: 'Handoff', id: string }
        | { __typename: 'Message', role: Role, idempotencyKey: string | null, id: string }
        | { __typename: 'ToolCall', id: string }
      >, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } } | null };
export type StartChatMutationVariables = Exact<{
  input: StartConversationInput;
}>;
export type StartChatMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'StartConversationPayload', conversation: { id: string }, turn: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type SendChatMessageMutationVariables = Exact<{
  input: SendMessageInput;
}>;
export type SendChatMessageMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'SendMessagePayload', eventCursor: string, turn: { id: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ForkChatMutationVariables = Exact<{
  input: ForkConversationInput;
}>;
export type ForkChatMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'ForkConversationPayload', conversation: { id: string }, turn: { id: string } | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type CancelChatTurnMutationVariables = Exact<{
  input: CancelTurnInput;
}>;
export type CancelChatTurnMutation = { result:
    | { __typename: 'CancelTurnPayload', turn: { id: string } | null }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type DecideChatApprovalMutationVariables = Exact<{
  input: DecideApprovalInput;
}>;
export type DecideChatApprovalMutation = { result:
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'DecideApprovalPayload', approval: { id: string } }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
type Refusal_BudgetExceededError_Fragment = { message: string };
type Refusal_ConflictError_Fragment = { reason: ConflictReason, message: string };
type Refusal_ForbiddenError_Fragment = { message: string };
type Refusal_NotFoundError_Fragment = { message: string };
type Refusal_RateLimitedError_Fragment = { message: string };
type Refusal_UnavailableError_Fragment = { message: string };
type Refusal_ValidationError_Fragment = { message: string, issues: Array<{ path: Array<string>, message: string }> };
export type RefusalFragment =
  | Refusal_BudgetExceededError_Fragment
  | Refusal_ConflictError_Fragment
  | Refusal_ForbiddenError_Fragment
  | Refusal_NotFoundError_Fragment
  | Refusal_RateLimitedError_Fragment
  | Refusal_UnavailableError_Fragment
  | Refusal_ValidationError_Fragment
;
export type PendingApprovalQueryVariables = Exact<{
  id: string;
}>;
export type PendingApprovalQuery = { approval:
    | { __typename: 'Agent' }
    | { __typename: 'AgentVersion' }
    | { __typename: 'ApiKey' }
    | { __typename: 'Approval', argumentsHash: string }
    | { __typename: 'Conversation' }
    | { __typename: 'Firing' }
    | { __typename: 'Handoff' }
    | { __typename: 'McpServer' }
    | { __typename: 'Message' }
    | { __typename: 'ModelCall' }
    | { __typename: 'ResearchPhase' }
    | { __typename: 'ResearchRun' }
    | { __typename: 'Schedule' }
    | { __typename: 'ToolCall' }
    | { __typename: 'Turn' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };
export const findChat = "query FindChat($id:ID!$labels:[String!]!){viewer{subject}byId:conversation(id:$id){id}byLabel:conversations(filter:{labels:$labels}first:20){nodes{id owner}}}" as string & Typed<FindChatQuery, FindChatQueryVariables>;
export const openTurn = "query OpenTurn($id:ID!){conversation(id:$id){currentTurn{id}turns(last:1){nodes{id status}}}}" as string & Typed<OpenTurnQuery, OpenTurnQueryVariables>;
export const chatMessages = "query ChatMessages($id:ID!$before:String){conversation(id:$id){entries(last:50 before:$before){nodes{__typename id ...on Message{role idempotencyKey}}pageInfo{hasPreviousPage startCursor}}}}" as string & Typed<ChatMessagesQuery, ChatMessagesQueryVariables>;
export const startChat = "mutation StartChat($input:StartConversationInput!){result:startConversation(input:$input){__typename ...on StartConversationPayload{conversation{id}turn{id}}...Refusal}}fragment Refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason}}" as string & Typed<StartChatMutation, StartChatMutationVariables>;
export const sendChatMessage = "mutation SendChatMessage($input:SendMessageInput!){result:sendMessage(input:$input){__typename ...on SendMessagePayload{eventCursor turn{id}}...Refusal}}fragment Refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason}}" as string & Typed<SendChatMessageMutation, SendChatMessageMutationVariables>;
export const forkChat = "mutation ForkChat($input:ForkConversationInput!){result:forkConversation(input:$input){__typename ...on ForkConversationPayload{conversation{id}turn{id}}...Refusal}}fragment Refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason}}" as string & Typed<ForkChatMutation, ForkChatMutationVariables>;
export const cancelChatTurn = "mutation CancelChatTurn($input:CancelTurnInput!){result:cancelTurn(input:$input){__typename ...on CancelTurnPayload{turn{id}}...Refusal}}fragment Refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason}}" as string & Typed<CancelChatTurnMutation, CancelChatTurnMutationVariables>;
export const decideChatApproval = "mutation DecideChatApproval($input:DecideApprovalInput!){result:decideApproval(input:$input){__typename ...on DecideApprovalPayload{approval{id}}...Refusal}}fragment Refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason}}" as string & Typed<DecideChatApprovalMutation, DecideChatApprovalMutationVariables>;
export const pendingApproval = "query PendingApproval($id:ID!){approval:node(id:$id){__typename ...on Approval{argumentsHash}}}" as string & Typed<PendingApprovalQuery, PendingApprovalQueryVariables>;
