// Written by `deno task documents` from openai.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { CancelTurnInput, ConflictReason, DecideApprovalInput, Exact, FailureCode, ForkConversationInput, SendMessageInput, StartConversationInput, Status, Verdict, VersionSelector } from "../../schema/document-types.generated.ts";

export type OpenAiAgentsQueryVariables = Exact<{
  after?: string | null | undefined;
  first: number;
}>;
export type OpenAiAgentsQuery = { agents: { nodes: Array<{ name: string, createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };
export type OpenAiAgentQueryVariables = Exact<{
  name: string;
  at?: VersionSelector | null | undefined;
}>;
export type OpenAiAgentQuery = { agent: { name: string, version: { number: number, createdAt: string } | null } | null };
export type OpenAiTurnQueryVariables = Exact<{
  id: string;
}>;
export type OpenAiTurnQuery = { turn:
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
    | { __typename: 'Turn', id: string, status: Status, createdAt: string, failure: { code: FailureCode, message: string } | null, reply: { id: string, text: string } | null, messages: Array<{ idempotencyKey: string | null, content: Array<
          | { __typename: 'CitationContent' }
          | { __typename: 'MediaContent' }
          | { __typename: 'TextContent', text: string | null }
          | { __typename: 'ThinkingContent' }
        > }>, conversation: { id: string, createdAt: string, agentVersion: { number: number, agent: { name: string } }, turns: { nodes: Array<{ id: string, messages: Array<{ idempotencyKey: string | null }> }> } } }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };
export type OpenAiUsageQueryVariables = Exact<{
  id: string;
}>;
export type OpenAiUsageQuery = { turn:
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
    | { __typename: 'Turn', usage: { inputTokens: number, outputTokens: number } | null }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };
export type OpenAiConversationQueryVariables = Exact<{
  id: string;
}>;
export type OpenAiConversationQuery = { conversation: { id: string, createdAt: string, agentVersion: { number: number, agent: { name: string } }, turns: { nodes: Array<{ id: string, messages: Array<{ idempotencyKey: string | null }> }> } } | null };
export type OpenAiLogQueryVariables = Exact<{
  id: string;
  before?: string | null | undefined;
}>;
export type OpenAiLogQuery = { conversation: { events: { nodes: Array<
        | { __typename: 'ApprovalChanged', cursor: string, seq: number }
        | { __typename: 'ConversationClosed', cursor: string, seq: number }
        | { __typename: 'EntryChanged', cursor: string, seq: number }
        | { __typename: 'FeedItem', cursor: string, seq: number }
        | { __typename: 'PhaseChanged', cursor: string, seq: number }
        | { __typename: 'ResearchEnded', cursor: string, seq: number }
        | { __typename: 'StepChanged', cursor: string, seq: number }
        | { __typename: 'TextDelta', cursor: string, seq: number }
        | { __typename: 'TurnChanged', turnId: string, status: Status, cursor: string, seq: number }
      >, pageInfo: { startCursor: string | null, hasPreviousPage: boolean } } } | null };
export type OpenAiApprovalQueryVariables = Exact<{
  id: string;
}>;
export type OpenAiApprovalQuery = { approval:
    | { __typename: 'Agent' }
    | { __typename: 'AgentVersion' }
    | { __typename: 'ApiKey' }
    | { __typename: 'Approval', id: string, argumentsHash: string, toolCall: { turn: { id: string } } | null }
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
export type OpenAiStartMutationVariables = Exact<{
  input: StartConversationInput;
}>;
export type OpenAiStartMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'StartConversationPayload', conversation: { id: string, createdAt: string, agentVersion: { number: number, agent: { name: string } }, turns: { nodes: Array<{ id: string, messages: Array<{ idempotencyKey: string | null }> }> } }, turn: { id: string, createdAt: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type OpenAiSendMutationVariables = Exact<{
  input: SendMessageInput;
}>;
export type OpenAiSendMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'SendMessagePayload', eventCursor: string, turn: { id: string, createdAt: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type OpenAiForkMutationVariables = Exact<{
  input: ForkConversationInput;
}>;
export type OpenAiForkMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'ForkConversationPayload', conversation: { id: string, createdAt: string, agentVersion: { number: number, agent: { name: string } }, turns: { nodes: Array<{ id: string, messages: Array<{ idempotencyKey: string | null }> }> } }, turn: { id: string, createdAt: string } | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type OpenAiDecideMutationVariables = Exact<{
  input: DecideApprovalInput;
}>;
export type OpenAiDecideMutation = { result:
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'DecideApprovalPayload', approval: { id: string, verdict: Verdict } }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type OpenAiCancelMutationVariables = Exact<{
  input: CancelTurnInput;
}>;
export type OpenAiCancelMutation = { result:
    | { __typename: 'CancelTurnPayload', turn: { id: string, status: Status } | null }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type OpenAiTurnFragment = { id: string, status: Status, createdAt: string, failure: { code: FailureCode, message: string } | null, reply: { id: string, text: string } | null, messages: Array<{ idempotencyKey: string | null, content: Array<
      | { __typename: 'CitationContent' }
      | { __typename: 'MediaContent' }
      | { __typename: 'TextContent', text: string | null }
      | { __typename: 'ThinkingContent' }
    > }>, conversation: { id: string, createdAt: string, agentVersion: { number: number, agent: { name: string } }, turns: { nodes: Array<{ id: string, messages: Array<{ idempotencyKey: string | null }> }> } } };
export type OpenAiConversationFragment = { id: string, createdAt: string, agentVersion: { number: number, agent: { name: string } }, turns: { nodes: Array<{ id: string, messages: Array<{ idempotencyKey: string | null }> }> } };
type OpenAiRefusal_BudgetExceededError_Fragment = { __typename: 'BudgetExceededError', message: string };
type OpenAiRefusal_ConflictError_Fragment = { __typename: 'ConflictError', reason: ConflictReason, message: string };
type OpenAiRefusal_ForbiddenError_Fragment = { __typename: 'ForbiddenError', message: string };
type OpenAiRefusal_NotFoundError_Fragment = { __typename: 'NotFoundError', message: string };
type OpenAiRefusal_RateLimitedError_Fragment = { __typename: 'RateLimitedError', retryAfter: string, message: string };
type OpenAiRefusal_UnavailableError_Fragment = { __typename: 'UnavailableError', message: string };
type OpenAiRefusal_ValidationError_Fragment = { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> };
export type OpenAiRefusalFragment =
  | OpenAiRefusal_BudgetExceededError_Fragment
  | OpenAiRefusal_ConflictError_Fragment
  | OpenAiRefusal_ForbiddenError_Fragment
  | OpenAiRefusal_NotFoundError_Fragment
  | OpenAiRefusal_RateLimitedError_Fragment
  | OpenAiRefusal_UnavailableError_Fragment
  | OpenAiRefusal_ValidationError_Fragment
;
export const openAiAgents = "query OpenAiAgents($after:String$first:Int!){agents(after:$after first:$first){nodes{name createdAt}pageInfo{hasNextPage endCursor}}}" as string & Typed<OpenAiAgentsQuery, OpenAiAgentsQueryVariables>;
export const openAiAgent = "query OpenAiAgent($name:String!$at:VersionSelector){agent(name:$name){name version(at:$at){number createdAt}}}" as string & Typed<OpenAiAgentQuery, OpenAiAgentQueryVariables>;
export const openAiTurn = "query OpenAiTurn($id:ID!){turn:node(id:$id){__typename ...on Turn{...openAiTurn}}}fragment openAiTurn on Turn{id status createdAt failure{code message}reply{id text}messages{idempotencyKey content{__typename ...on TextContent{text}}}conversation{...openAiConversation}}fragment openAiConversation on Conversation{id createdAt agentVersion{number agent{name}}turns(last:10){nodes{id messages{idempotencyKey}}}}" as string & Typed<OpenAiTurnQuery, OpenAiTurnQueryVariables>;
export const openAiUsage = "query OpenAiUsage($id:ID!){turn:node(id:$id){__typename ...on Turn{usage{inputTokens outputTokens}}}}" as string & Typed<OpenAiUsageQuery, OpenAiUsageQueryVariables>;
export const openAiConversation = "query OpenAiConversation($id:ID!){conversation(id:$id){...openAiConversation}}fragment openAiConversation on Conversation{id createdAt agentVersion{number agent{name}}turns(last:10){nodes{id messages{idempotencyKey}}}}" as string & Typed<OpenAiConversationQuery, OpenAiConversationQueryVariables>;
export const openAiLog = "query OpenAiLog($id:ID!$before:String){conversation(id:$id){events(last:250 before:$before){nodes{__typename cursor seq ...on TurnChanged{turnId status}}pageInfo{startCursor hasPreviousPage}}}}" as string & Typed<OpenAiLogQuery, OpenAiLogQueryVariables>;
export const openAiApproval = "query OpenAiApproval($id:ID!){approval:node(id:$id){__typename ...on Approval{id argumentsHash toolCall{turn{id}}}}}" as string & Typed<OpenAiApprovalQuery, OpenAiApprovalQueryVariables>;
export const openAiStart = "mutation OpenAiStart($input:StartConversationInput!){result:startConversation(input:$input){__typename ...on StartConversationPayload{conversation{...openAiConversation}turn{id createdAt}}...openAiRefusal}}fragment openAiConversation on Conversation{id createdAt agentVersion{number agent{name}}turns(last:10){nodes{id messages{idempotencyKey}}}}fragment openAiRefusal on UserError{__typename message ...on ConflictError{reason}...on ValidationError{issues{path message}}...on RateLimitedError{retryAfter}}" as string & Typed<OpenAiStartMutation, OpenAiStartMutationVariables>;
export const openAiSend = "mutation OpenAiSend($input:SendMessageInput!){result:sendMessage(input:$input){__typename ...on SendMessagePayload{eventCursor turn{id createdAt}}...openAiRefusal}}fragment openAiRefusal on UserError{__typename message ...on ConflictError{reason}...on ValidationError{issues{path message}}...on RateLimitedError{retryAfter}}" as string & Typed<OpenAiSendMutation, OpenAiSendMutationVariables>;
export const openAiFork = "mutation OpenAiFork($input:ForkConversationInput!){result:forkConversation(input:$input){__typename ...on ForkConversationPayload{conversation{...openAiConversation}turn{id createdAt}}...openAiRefusal}}fragment openAiConversation on Conversation{id createdAt agentVersion{number agent{name}}turns(last:10){nodes{id messages{idempotencyKey}}}}fragment openAiRefusal on UserError{__typename message ...on ConflictError{reason}...on ValidationError{issues{path message}}...on RateLimitedError{retryAfter}}" as string & Typed<OpenAiForkMutation, OpenAiForkMutationVariables>;
export const openAiDecide = "mutation OpenAiDecide($input:DecideApprovalInput!){result:decideApproval(input:$input){__typename ...on DecideApprovalPayload{approval{id verdict}}...openAiRefusal}}fragment openAiRefusal on UserError{__typename message ...on ConflictError{reason}...on ValidationError{issues{path message}}...on RateLimitedError{retryAfter}}" as string & Typed<OpenAiDecideMutation, OpenAiDecideMutationVariables>;
export const openAiCancel = "mutation OpenAiCancel($input:CancelTurnInput!){result:cancelTurn(input:$input){__typename ...on CancelTurnPayload{turn{id status}}...openAiRefusal}}fragment openAiRefusal on UserError{__typename message ...on ConflictError{reason}...on ValidationError{issues{path message}}...on RateLimitedError{retryAfter}}" as string & Typed<OpenAiCancelMutation, OpenAiCancelMutationVariables>;
