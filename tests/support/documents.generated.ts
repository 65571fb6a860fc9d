// Written by `deno task documents` from documents.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { ActorKind, CancelTurnInput, CloseConversationInput, ConflictReason, CreateApiKeyInput, CreateSessionTokenInput, DecideApprovalInput, Exact, FailureCode, ForkConversationInput, RegisterAgentInput, RevokeApiKeyInput, RevokeSessionTokenInput, Role, SearchKind, SendMessageInput, StartConversationInput, Status, TextKind, Verdict } from "../../schema/document-types.generated.ts";

export type EventsSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type EventsSubscription = { event:
    | { __typename: 'ApprovalChanged', approvalId: string, verdict: Verdict, cursor: string, fromSeq: number, seq: number, at: string, approval: { verdict: Verdict } | null }
    | { __typename: 'ConversationClosed', cursor: string, fromSeq: number, seq: number, at: string, closedBy: { kind: ActorKind, name: string } }
    | { __typename: 'EntryChanged', entryId: string, status: Status, cursor: string, fromSeq: number, seq: number, at: string, entry:
        | { __typename: 'Handoff', id: string, status: Status }
        | { __typename: 'Message', role: Role, text: string, id: string, status: Status, content: Array<
            | { __typename: 'CitationContent' }
            | { __typename: 'MediaContent' }
            | { __typename: 'TextContent', text: string | null }
            | { __typename: 'ThinkingContent' }
          > }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, id: string, status: Status }
       | null }
    | { __typename: 'StepChanged', stepId: string, status: Status, attempt: number, retryAt: string | null, note: string | null, cursor: string, fromSeq: number, seq: number, at: string, failure: { code: FailureCode, message: string } | null }
    | { __typename: 'TextDelta', nodeId: string, part: number, kind: TextKind, offset: number, text: string, cursor: string, fromSeq: number, seq: number, at: string }
    | { __typename: 'TurnChanged', turnId: string, status: Status, cursor: string, fromSeq: number, seq: number, at: string }
   };
export type EventPageQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  wait?: string | null | undefined;
}>;
export type EventPageQuery = { conversation: { events: { nodes: Array<
        | { __typename: 'ApprovalChanged', approvalId: string, verdict: Verdict, cursor: string, fromSeq: number, seq: number, at: string, approval: { verdict: Verdict } | null }
        | { __typename: 'ConversationClosed', cursor: string, fromSeq: number, seq: number, at: string, closedBy: { kind: ActorKind, name: string } }
        | { __typename: 'EntryChanged', entryId: string, status: Status, cursor: string, fromSeq: number, seq: number, at: string, entry:
            | { __typename: 'Handoff', id: string, status: Status }
            | { __typename: 'Message', role: Role, text: string, id: string, status: Status, content: Array<
                | { __typename: 'CitationContent' }
                | { __typename: 'MediaContent' }
                | { __typename: 'TextContent', text: string | null }
                | { __typename: 'ThinkingContent' }
              > }
            | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, id: string, status: Status }
           | null }
        | { __typename: 'FeedItem', cursor: string, fromSeq: number, seq: number, at: string }
        | { __typename: 'PhaseChanged', cursor: string, fromSeq: number, seq: number, at: string }
        | { __typename: 'ResearchEnded', cursor: string, fromSeq: number, seq: number, at: string }
        | { __typename: 'StepChanged', stepId: string, status: Status, attempt: number, retryAt: string | null, note: string | null, cursor: string, fromSeq: number, seq: number, at: string, failure: { code: FailureCode, message: string } | null }
        | { __typename: 'TextDelta', nodeId: string, part: number, kind: TextKind, offset: number, text: string, cursor: string, fromSeq: number, seq: number, at: string }
        | { __typename: 'TurnChanged', turnId: string, status: Status, cursor: string, fromSeq: number, seq: number, at: string }
      >, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } | null };
export type RegisterMutationVariables = Exact<{
  input: RegisterAgentInput;
}>;
export type RegisterMutation = { result:
    | { __typename: 'ConflictError', reason: ConflictReason, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'RegisterAgentPayload', created: boolean, replayed: boolean, version: { id: string, number: number, hash: string, mistralAgentId: string | null } }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type StartMutationVariables = Exact<{
  input: StartConversationInput;
}>;
export type StartMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'StartConversationPayload', replayed: boolean, conversation: { id: string }, turn: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type SendMutationVariables = Exact<{
  input: SendMessageInput;
}>;
export type SendMutation = { result:
    | { __typename: 'BudgetExceededError', message: string, budget: { modelCalls: number | null, tokens: number | null }, usage: { modelCalls: number, cost: { amount: string, currency: string } | null } | null }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'SendMessagePayload', replayed: boolean, eventCursor: string, turn: { id: string }, entry: { id: string, text: string, idempotencyKey: string | null } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ForkMutationVariables = Exact<{
  input: ForkConversationInput;
}>;
export type ForkMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'ForkConversationPayload', replayed: boolean, conversation: { id: string, forkedFrom:
          | { id: string }
          | { id: string }
          | { id: string }
         | null }, turn: { id: string } | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type CloseMutationVariables = Exact<{
  input: CloseConversationInput;
}>;
export type CloseMutation = { result:
    | { __typename: 'CloseConversationPayload', replayed: boolean, conversation: { id: string, closedAt: string | null } | null }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type CancelMutationVariables = Exact<{
  input: CancelTurnInput;
}>;
export type CancelMutation = { result:
    | { __typename: 'CancelTurnPayload', replayed: boolean, turn: { id: string, status: Status, cancelReason: string | null, cancelledBy: { kind: ActorKind } | null } | null }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type SearchQueryVariables = Exact<{
  query: string;
  in?: Array<SearchKind> | null | undefined;
}>;
export type SearchQuery = { search: { partial: boolean, nodes: Array<{ kind: SearchKind, node:
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
       | null, conversation: { id: string } | null, fragment: { text: string, matches: Array<{ start: number, end: number }> } }> } | null };
export type ConversationsWithTextQueryVariables = Exact<{
  text: string;
}>;
export type ConversationsWithTextQuery = { conversations: { partial: boolean, nodes: Array<{ id: string }> } | null };
export type InboxQueryVariables = Exact<{
  verdict?: Verdict | null | undefined;
}>;
export type InboxQuery = { approvals: { totalCount: number, eventCursor: string, nodes: Array<{ id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, reason: string | null, decidedBy: { kind: ActorKind } | null, toolCall: { id: string, name: string, status: Status, turn: { id: string } } | null }> } | null };
export type ApprovalEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;
export type ApprovalEventsSubscription = { event: { __typename: 'ApprovalChanged', cursor: string, fromSeq: number, seq: number, at: string, approvalId: string, verdict: Verdict, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, reason: string | null, decidedBy: { kind: ActorKind } | null, toolCall: { id: string, name: string, status: Status, turn: { id: string } } | null } | null } };
export type DecideMutationVariables = Exact<{
  input: DecideApprovalInput;
}>;
export type DecideMutation = { result:
    | { __typename: 'ConflictError', reason: ConflictReason, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'DecideApprovalPayload', replayed: boolean, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, reason: string | null, decidedBy: { kind: ActorKind } | null, toolCall: { id: string, name: string, status: Status, turn: { id: string } } | null } }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ServersQueryVariables = Exact<{ [key: string]: never; }>;
export type ServersQuery = { mcpServers: Array<{ name: string, tools: Array<{ name: string }> | null }> | null };
export type ReadQueryVariables = Exact<{
  id: string;
}>;
export type ReadQuery = { conversation: { id: string, eventCursor: string, closedAt: string | null, emulated: boolean, usage: { inputTokens: number, outputTokens: number, modelCalls: number, toolCalls: number, estimated: boolean, possiblyPaidTwice: number } | null, live: { fromWorkflow: boolean, queued: number, runId: string | null } | null, entries: { nodes: Array<
        | { __typename: 'Handoff', id: string, status: Status }
        | { __typename: 'Message', role: Role, text: string, id: string, status: Status }
        | { __typename: 'ToolCall', name: string, arguments: unknown, result: string | null, id: string, status: Status }
      > }, turns: { nodes: Array<{ id: string, number: number, status: Status, cancelReason: string | null, messages: Array<{ text: string }>, failure: { code: FailureCode, message: string } | null, reply: { text: string } | null, steps: Array<
          | { __typename: 'ModelCall', model: string, id: string, status: Status, attempts: number }
          | { __typename: 'ToolCall', id: string, status: Status, attempts: number }
        > }> } } | null };
type Refusal_BudgetExceededError_Fragment = { message: string };
type Refusal_ConflictError_Fragment = { reason: ConflictReason, message: string, current:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };
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
export type ApprovalFragment = { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, reason: string | null, decidedBy: { kind: ActorKind } | null, toolCall: { id: string, name: string, status: Status, turn: { id: string } } | null };
type Event_ApprovalChanged_Fragment = { __typename: 'ApprovalChanged', approvalId: string, verdict: Verdict, cursor: string, fromSeq: number, seq: number, at: string, approval: { verdict: Verdict } | null };
type Event_ConversationClosed_Fragment = { __typename: 'ConversationClosed', cursor: string, fromSeq: number, seq: number, at: string, closedBy: { kind: ActorKind, name: string } };
type Event_EntryChanged_Fragment = { __typename: 'EntryChanged', entryId: string, status: Status, cursor: string, fromSeq: number, seq: number, at: string, entry:
    | { __typename: 'Handoff', id: string, status: Status }
    | { __typename: 'Message', role: Role, text: string, id: string, status: Status, content: Array<
        | { __typename: 'CitationContent' }
        | { __typename: 'MediaContent' }
        | { __typename: 'TextContent', text: string | null }
        | { __typename: 'ThinkingContent' }
      > }
    | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, id: string, status: Status }
   | null };
type Event_FeedItem_Fragment = { __typename: 'FeedItem', cursor: string, fromSeq: number, seq: number, at: string };
type Event_PhaseChanged_Fragment = { __typename: 'PhaseChanged', cursor: string, fromSeq: number, seq: number, at: string };
type Event_ResearchEnded_Fragment = { __typename: 'ResearchEnded', cursor: string, fromSeq: number, seq: number, at: string };
type Event_StepChanged_Fragment = { __typename: 'StepChanged', stepId: string, status: Status, attempt: number, retryAt: string | null, note: string | null, cursor: string, fromSeq: number, seq: number, at: string, failure: { code: FailureCode, message: string } | null };
type Event_TextDelta_Fragment = { __typename: 'TextDelta', nodeId: string, part: number, kind: TextKind, offset: number, text: string, cursor: string, fromSeq: number, seq: number, at: string };
type Event_TurnChanged_Fragment = { __typename: 'TurnChanged', turnId: string, status: Status, cursor: string, fromSeq: number, seq: number, at: string };
export type EventFragment =
  | Event_ApprovalChanged_Fragment
  | Event_ConversationClosed_Fragment
  | Event_EntryChanged_Fragment
  | Event_FeedItem_Fragment
  | Event_PhaseChanged_Fragment
  | Event_ResearchEnded_Fragment
  | Event_StepChanged_Fragment
  | Event_TextDelta_Fragment
  | Event_TurnChanged_Fragment
;
export type MintSessionMutationVariables = Exact<{
  input: CreateSessionTokenInput;
}>;
export type MintSessionMutation = { result:
    | { __typename: 'ConflictError', reason: ConflictReason, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'CreateSessionTokenPayload', replayed: boolean, token: string, sessionId: string, expiresAt: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type RevokeSessionMutationVariables = Exact<{
  input: RevokeSessionTokenInput;
}>;
export type RevokeSessionMutation = { result:
    | { __typename: 'ConflictError', reason: ConflictReason, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'RevokeSessionTokenPayload', replayed: boolean, sessionId: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type CreateKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;
export type CreateKeyMutation = { result:
    | { __typename: 'ConflictError', reason: ConflictReason, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'CreateApiKeyPayload', replayed: boolean, secret: string | null, apiKey: { id: string } }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type RevokeKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;
export type RevokeKeyMutation = { result:
    | { __typename: 'ConflictError', reason: ConflictReason, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'RevokeApiKeyPayload', replayed: boolean, apiKey: { id: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export const events = "subscription Events($id:ID!$after:String){event:conversationEvents(id:$id after:$after){...event}}fragment event on Event{__typename cursor fromSeq seq at ...on EntryChanged{entryId status entry{__typename id status ...on Message{role text content{__typename ...on TextContent{text}}}...on ToolCall{server name arguments result}}}...on TextDelta{nodeId part kind offset text}...on TurnChanged{turnId status}...on StepChanged{stepId status attempt retryAt note failure{code message}}...on ApprovalChanged{approvalId verdict approval{verdict}}...on ConversationClosed{closedBy{kind name}}}" as string & Typed<EventsSubscription, EventsSubscriptionVariables>;
export const eventPage = "query EventPage($id:ID!$after:String$first:Int$last:Int$before:String$wait:Duration){conversation(id:$id){events(after:$after first:$first last:$last before:$before wait:$wait){nodes{...event}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}}fragment event on Event{__typename cursor fromSeq seq at ...on EntryChanged{entryId status entry{__typename id status ...on Message{role text content{__typename ...on TextContent{text}}}...on ToolCall{server name arguments result}}}...on TextDelta{nodeId part kind offset text}...on TurnChanged{turnId status}...on StepChanged{stepId status attempt retryAt note failure{code message}}...on ApprovalChanged{approvalId verdict approval{verdict}}...on ConversationClosed{closedBy{kind name}}}" as string & Typed<EventPageQuery, EventPageQueryVariables>;
export const register = "mutation Register($input:RegisterAgentInput!){result:registerAgent(input:$input){__typename ...on RegisterAgentPayload{created replayed version{id number hash mistralAgentId}}...refusal}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason current{id}}}" as string & Typed<RegisterMutation, RegisterMutationVariables>;
export const start = "mutation Start($input:StartConversationInput!){result:startConversation(input:$input){__typename ...on StartConversationPayload{replayed conversation{id}turn{id}}...refusal}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason current{id}}}" as string & Typed<StartMutation, StartMutationVariables>;
export const send = "mutation Send($input:SendMessageInput!){result:sendMessage(input:$input){__typename ...on SendMessagePayload{replayed eventCursor turn{id}entry{id text idempotencyKey}}...on BudgetExceededError{budget{modelCalls tokens}usage{modelCalls cost{amount currency}}}...refusal}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason current{id}}}" as string & Typed<SendMutation, SendMutationVariables>;
export const fork = "mutation Fork($input:ForkConversationInput!){result:forkConversation(input:$input){__typename ...on ForkConversationPayload{replayed conversation{id forkedFrom{id}}turn{id}}...refusal}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason current{id}}}" as string & Typed<ForkMutation, ForkMutationVariables>;
export const close = "mutation Close($input:CloseConversationInput!){result:closeConversation(input:$input){__typename ...on CloseConversationPayload{replayed conversation{id closedAt}}...refusal}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason current{id}}}" as string & Typed<CloseMutation, CloseMutationVariables>;
export const cancel = "mutation Cancel($input:CancelTurnInput!){result:cancelTurn(input:$input){__typename ...on CancelTurnPayload{replayed turn{id status cancelReason cancelledBy{kind}}}...refusal}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason current{id}}}" as string & Typed<CancelMutation, CancelMutationVariables>;
export const search = "query Search($query:String!$in:[SearchKind!]){search(query:$query in:$in first:20){partial nodes{kind node{__typename id}conversation{id}fragment{text matches{start end}}}}}" as string & Typed<SearchQuery, SearchQueryVariables>;
export const conversationsWithText = "query ConversationsWithText($text:String!){conversations(filter:{text:$text}){partial nodes{id}}}" as string & Typed<ConversationsWithTextQuery, ConversationsWithTextQueryVariables>;
export const inbox = "query Inbox($verdict:Verdict=PENDING){approvals(verdict:$verdict first:100){totalCount eventCursor nodes{...approval}}}fragment approval on Approval{id verdict argumentsHash proposedArguments expiresAt reason decidedBy{kind}toolCall{id name status turn{id}}}" as string & Typed<InboxQuery, InboxQueryVariables>;
export const approvalEvents = "subscription ApprovalEvents($after:String){event:approvalEvents(after:$after){__typename cursor fromSeq seq at approvalId verdict approval{...approval}}}fragment approval on Approval{id verdict argumentsHash proposedArguments expiresAt reason decidedBy{kind}toolCall{id name status turn{id}}}" as string & Typed<ApprovalEventsSubscription, ApprovalEventsSubscriptionVariables>;
export const decide = "mutation Decide($input:DecideApprovalInput!){result:decideApproval(input:$input){__typename ...on DecideApprovalPayload{replayed approval{...approval}}...refusal}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason current{id}}}fragment approval on Approval{id verdict argumentsHash proposedArguments expiresAt reason decidedBy{kind}toolCall{id name status turn{id}}}" as string & Typed<DecideMutation, DecideMutationVariables>;
export const servers = "query Servers{mcpServers{name tools{name}}}" as string & Typed<ServersQuery, ServersQueryVariables>;
export const read = "query Read($id:ID!){conversation(id:$id){id eventCursor closedAt emulated usage{inputTokens outputTokens modelCalls toolCalls estimated possiblyPaidTwice}live{fromWorkflow queued runId}entries(last:100){nodes{__typename id status ...on Message{role text}...on ToolCall{name arguments result}}}turns{nodes{id number status cancelReason messages{text}failure{code message}reply{text}steps{__typename id status attempts ...on ModelCall{model}}}}}}" as string & Typed<ReadQuery, ReadQueryVariables>;
export const mintSession = "fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason current{id}}}mutation MintSession($input:CreateSessionTokenInput!){result:createSessionToken(input:$input){__typename ...on CreateSessionTokenPayload{replayed token sessionId expiresAt}...refusal}}" as string & Typed<MintSessionMutation, MintSessionMutationVariables>;
export const revokeSession = "fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason current{id}}}mutation RevokeSession($input:RevokeSessionTokenInput!){result:revokeSessionToken(input:$input){__typename ...on RevokeSessionTokenPayload{replayed sessionId}...refusal}}" as string & Typed<RevokeSessionMutation, RevokeSessionMutationVariables>;
export const createKey = "fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason current{id}}}mutation CreateKey($input:CreateApiKeyInput!){result:createApiKey(input:$input){__typename ...on CreateApiKeyPayload{replayed apiKey{id}secret}...refusal}}" as string & Typed<CreateKeyMutation, CreateKeyMutationVariables>;
export const revokeKey = "fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on ConflictError{reason current{id}}}mutation RevokeKey($input:RevokeApiKeyInput!){result:revokeApiKey(input:$input){__typename ...on RevokeApiKeyPayload{replayed apiKey{id}}...refusal}}" as string & Typed<RevokeKeyMutation, RevokeKeyMutationVariables>;
