// Written by `deno task documents` from ag-ui.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { ConflictReason, DecideApprovalInput, Exact, FailureCode, Role, SendMessageInput, StartConversationInput, Status, Verdict } from "../../schema/document-types.generated.ts";

export type AgUiThreadQueryVariables = Exact<{
  agent: string;
  label: string;
}>;
export type AgUiThreadQuery = { viewer: { subject: string }, conversations: { nodes: Array<{ id: string, owner: string | null }> } | null };
export type AgUiStateQueryVariables = Exact<{
  id: string;
  last: number;
  before?: string | null | undefined;
}>;
export type AgUiStateQuery = { viewer: { decides: boolean, edits: boolean }, conversation: { eventCursor: string, agentVersion: { agent: { name: string } }, turns: { nodes: Array<{ id: string, status: Status, failure: { code: FailureCode, message: string } | null }> }, entries: { nodes: Array<
        | { __typename: 'Handoff', id: string, status: Status, from: { number: number, agent: { name: string } }, to: { number: number, agent: { name: string } } | null, turn: { id: string } }
        | { __typename: 'Message', role: Role, idempotencyKey: string | null, id: string, status: Status, content: Array<
            | { __typename: 'CitationContent', title: string, url: string | null }
            | { __typename: 'MediaContent', title: string, url: string | null }
            | { __typename: 'TextContent', text: string | null }
            | { __typename: 'ThinkingContent', reasoning: string | null }
          >, turn: { id: string } }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, output: unknown, id: string, status: Status, failure: { code: FailureCode, message: string } | null, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, approveOnTimeout: boolean, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null, turn: { id: string } }
      >, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } } | null };
export type AgUiMissedQueryVariables = Exact<{
  id: string;
  after: string;
}>;
export type AgUiMissedQuery = { conversation: { events: { nodes: Array<
        | { __typename: 'ApprovalChanged' }
        | { __typename: 'ConversationClosed' }
        | { __typename: 'EntryChanged' }
        | { __typename: 'FeedItem' }
        | { __typename: 'PhaseChanged' }
        | { __typename: 'ResearchEnded' }
        | { __typename: 'StepChanged' }
        | { __typename: 'TextDelta' }
        | { __typename: 'TurnChanged' }
      > } } | null };
export type AgUiApprovalQueryVariables = Exact<{
  id: string;
}>;
export type AgUiApprovalQuery = { approval:
    | { __typename: 'Agent' }
    | { __typename: 'AgentVersion' }
    | { __typename: 'ApiKey' }
    | { __typename: 'Approval', verdict: Verdict, toolCall: { turn: { conversation: { id: string } } } | null }
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
export type AgUiEndQueryVariables = Exact<{
  id: string;
}>;
export type AgUiEndQuery = { turn:
    | { __typename: 'Agent' }
    | { __typename: 'AgentVersion' }
    | { __typename: 'ApiKey' }
    | { __typename: 'Approval' }
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
    | { __typename: 'Turn', output: unknown, usage: { inputTokens: number, outputTokens: number } | null }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };
export type AgUiStartMutationVariables = Exact<{
  input: StartConversationInput;
}>;
export type AgUiStartMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string, reason: ConflictReason }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string, retryAfter: string }
    | { __typename: 'StartConversationPayload', conversation: { id: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type AgUiSendMutationVariables = Exact<{
  input: SendMessageInput;
}>;
export type AgUiSendMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string, reason: ConflictReason }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string, retryAfter: string }
    | { __typename: 'SendMessagePayload', eventCursor: string, replayed: boolean, turn: { id: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type AgUiDecideMutationVariables = Exact<{
  input: DecideApprovalInput;
}>;
export type AgUiDecideMutation = { result:
    | { __typename: 'ConflictError', message: string, reason: ConflictReason }
    | { __typename: 'DecideApprovalPayload', approval: { id: string } }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string, retryAfter: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
type AgUiEntry_Handoff_Fragment = { __typename: 'Handoff', id: string, status: Status, from: { number: number, agent: { name: string } }, to: { number: number, agent: { name: string } } | null, turn: { id: string } };
type AgUiEntry_Message_Fragment = { __typename: 'Message', role: Role, idempotencyKey: string | null, id: string, status: Status, content: Array<
    | { __typename: 'CitationContent', title: string, url: string | null }
    | { __typename: 'MediaContent', title: string, url: string | null }
    | { __typename: 'TextContent', text: string | null }
    | { __typename: 'ThinkingContent', reasoning: string | null }
  >, turn: { id: string } };
type AgUiEntry_ToolCall_Fragment = { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, output: unknown, id: string, status: Status, failure: { code: FailureCode, message: string } | null, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, approveOnTimeout: boolean, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null, turn: { id: string } };
export type AgUiEntryFragment =
  | AgUiEntry_Handoff_Fragment
  | AgUiEntry_Message_Fragment
  | AgUiEntry_ToolCall_Fragment
;
export const agUiThread = "query AgUiThread($agent:String!$label:String!){viewer{subject}conversations(filter:{agent:$agent labels:[$label]}first:20){nodes{id owner}}}" as string & Typed<AgUiThreadQuery, AgUiThreadQueryVariables>;
export const agUiState = "query AgUiState($id:ID!$last:Int!$before:String){viewer{decides:can(scopes:[\"approvals:decide\"])edits:can(scopes:[\"approvals:decide\" \"approvals:edit\"])}conversation(id:$id){eventCursor agentVersion{agent{name}}turns(last:50){nodes{id status failure{code message}}}entries(last:$last before:$before){nodes{...AgUiEntry}pageInfo{hasPreviousPage startCursor}}}}fragment AgUiEntry on Entry{__typename id status turn{id}...on Message{role idempotencyKey content{__typename ...on TextContent{text}...on ThinkingContent{reasoning:text}...on CitationContent{title url}...on MediaContent{title url}}}...on Handoff{from{number agent{name}}to{number agent{name}}}...on ToolCall{server name arguments result output failure{code message}approval{id verdict argumentsHash proposedArguments expiresAt approveOnTimeout reason toolCall{id server name}}}}" as string & Typed<AgUiStateQuery, AgUiStateQueryVariables>;
export const agUiMissed = "query AgUiMissed($id:ID!$after:String!){conversation(id:$id){events(after:$after first:1){nodes{__typename}}}}" as string & Typed<AgUiMissedQuery, AgUiMissedQueryVariables>;
export const agUiApproval = "query AgUiApproval($id:ID!){approval:node(id:$id){__typename ...on Approval{verdict toolCall{turn{conversation{id}}}}}}" as string & Typed<AgUiApprovalQuery, AgUiApprovalQueryVariables>;
export const agUiEnd = "query AgUiEnd($id:ID!){turn:node(id:$id){__typename ...on Turn{output usage{inputTokens outputTokens}}}}" as string & Typed<AgUiEndQuery, AgUiEndQueryVariables>;
export const agUiStart = "mutation AgUiStart($input:StartConversationInput!){result:startConversation(input:$input){__typename ...on StartConversationPayload{conversation{id}}...on UserError{message}...on ValidationError{issues{path message}}...on ConflictError{reason}...on RateLimitedError{retryAfter}}}" as string & Typed<AgUiStartMutation, AgUiStartMutationVariables>;
export const agUiSend = "mutation AgUiSend($input:SendMessageInput!){result:sendMessage(input:$input){__typename ...on SendMessagePayload{eventCursor replayed turn{id}}...on UserError{message}...on ValidationError{issues{path message}}...on ConflictError{reason}...on RateLimitedError{retryAfter}}}" as string & Typed<AgUiSendMutation, AgUiSendMutationVariables>;
export const agUiDecide = "mutation AgUiDecide($input:DecideApprovalInput!){result:decideApproval(input:$input){__typename ...on DecideApprovalPayload{approval{id}}...on UserError{message}...on ValidationError{issues{path message}}...on ConflictError{reason}...on RateLimitedError{retryAfter}}}" as string & Typed<AgUiDecideMutation, AgUiDecideMutationVariables>;
