// Written by `deno task documents` from store.graphql.
// deno-lint-ignore-file
import type { Typed } from "../document.ts";
import type { ActorKind, CancelResearchInput, CancelTurnInput, CloseConversationInput, ConflictReason, ConversationFilter, DecideApprovalInput, Exact, FailureCode, FeedFilter, FeedKind, ForkConversationInput, PhaseKind, Role, SendMessageInput, StartConversationInput, Status, TextKind, Verdict } from "../document-types.generated.ts";

export type ConversationPageQueryVariables = Exact<{
  id: string;
  last: number;
  before?: string | null | undefined;
}>;
export type ConversationPageQuery = { conversation: { eventCursor: string, id: string, title: string | null, emulated: boolean, closedAt: string | null, agentVersion: { number: number, agent: { name: string } }, forkedFrom:
      | { id: string }
      | { id: string }
      | { id: string }
     | null, entries: { nodes: Array<
        | { __typename: 'Handoff', id: string, status: Status, createdAt: string, turn: { status: Status, id: string, number: number, failure: { code: FailureCode, message: string } | null }, from: { number: number, agent: { name: string } }, to: { number: number, agent: { name: string } } | null }
        | { __typename: 'Message', role: Role, idempotencyKey: string | null, id: string, status: Status, createdAt: string, turn: { status: Status, id: string, number: number, failure: { code: FailureCode, message: string } | null }, author: { number: number, agent: { name: string } } | null, content: Array<
            | { __typename: 'CitationContent', title: string, url: string | null }
            | { __typename: 'MediaContent', title: string, url: string | null }
            | { __typename: 'TextContent', text: string | null }
            | { __typename: 'ThinkingContent', text: string | null }
          > }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, output: unknown, attempts: number, startedAt: string | null, endedAt: string | null, id: string, status: Status, createdAt: string, turn: { status: Status, id: string, number: number, failure: { code: FailureCode, message: string } | null }, files: Array<{ title: string, url: string | null }> | null, failure: { code: FailureCode, message: string } | null, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null }
      >, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } }, newest: { nodes: Array<
        | { seq: number }
        | { seq: number }
        | { seq: number }
        | { seq: number }
        | { seq: number }
        | { seq: number }
        | { seq: number }
        | { seq: number }
        | { seq: number }
      > } } | null };
export type OlderEntriesQueryVariables = Exact<{
  id: string;
  last: number;
  before?: string | null | undefined;
}>;
export type OlderEntriesQuery = { conversation: { entries: { nodes: Array<
        | { __typename: 'Handoff', id: string, status: Status, createdAt: string, turn: { status: Status, id: string, number: number, failure: { code: FailureCode, message: string } | null }, from: { number: number, agent: { name: string } }, to: { number: number, agent: { name: string } } | null }
        | { __typename: 'Message', role: Role, idempotencyKey: string | null, id: string, status: Status, createdAt: string, turn: { status: Status, id: string, number: number, failure: { code: FailureCode, message: string } | null }, author: { number: number, agent: { name: string } } | null, content: Array<
            | { __typename: 'CitationContent', title: string, url: string | null }
            | { __typename: 'MediaContent', title: string, url: string | null }
            | { __typename: 'TextContent', text: string | null }
            | { __typename: 'ThinkingContent', text: string | null }
          > }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, output: unknown, attempts: number, startedAt: string | null, endedAt: string | null, id: string, status: Status, createdAt: string, turn: { status: Status, id: string, number: number, failure: { code: FailureCode, message: string } | null }, files: Array<{ title: string, url: string | null }> | null, failure: { code: FailureCode, message: string } | null, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null }
      >, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } } | null };
export type StoreEventsSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
  deltas?: boolean;
}>;
export type StoreEventsSubscription = { event:
    | { __typename: 'ApprovalChanged', cursor: string, fromSeq: number, seq: number, at: string, approvalId: string, verdict: Verdict, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null }
    | { __typename: 'ConversationClosed', cursor: string, fromSeq: number, seq: number, at: string }
    | { __typename: 'EntryChanged', cursor: string, fromSeq: number, seq: number, at: string, entryId: string, status: Status, entry:
        | { __typename: 'Handoff', id: string, status: Status, createdAt: string, from: { number: number, agent: { name: string } }, to: { number: number, agent: { name: string } } | null, turn: { id: string, number: number } }
        | { __typename: 'Message', role: Role, idempotencyKey: string | null, id: string, status: Status, createdAt: string, author: { number: number, agent: { name: string } } | null, content: Array<
            | { __typename: 'CitationContent', title: string, url: string | null }
            | { __typename: 'MediaContent', title: string, url: string | null }
            | { __typename: 'TextContent', text: string | null }
            | { __typename: 'ThinkingContent', text: string | null }
          >, turn: { id: string, number: number } }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, output: unknown, attempts: number, startedAt: string | null, endedAt: string | null, id: string, status: Status, createdAt: string, files: Array<{ title: string, url: string | null }> | null, failure: { code: FailureCode, message: string } | null, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null, turn: { id: string, number: number } }
       | null }
    | { __typename: 'StepChanged', cursor: string, fromSeq: number, seq: number, at: string, stepId: string, status: Status, attempt: number, retryAt: string | null, note: string | null, failure: { code: FailureCode, message: string } | null, step:
        | { __typename: 'ModelCall', turn: { id: string } }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, output: unknown, attempts: number, startedAt: string | null, endedAt: string | null, id: string, status: Status, createdAt: string, turn: { id: string, number: number }, files: Array<{ title: string, url: string | null }> | null, failure: { code: FailureCode, message: string } | null, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null }
       | null }
    | { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number, at: string, nodeId: string, part: number, kind: TextKind, offset: number, text: string }
    | { __typename: 'TurnChanged', cursor: string, fromSeq: number, seq: number, at: string, turnId: string, status: Status, turn: { failure: { code: FailureCode, message: string } | null } | null }
   };
export type StoreNodeQueryVariables = Exact<{
  id: string;
}>;
export type StoreNodeQuery = { node:
    | { __typename: 'Agent' }
    | { __typename: 'AgentVersion' }
    | { __typename: 'ApiKey' }
    | { __typename: 'Approval', id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, toolCall: { id: string, server: string, name: string } | null }
    | { __typename: 'Conversation' }
    | { __typename: 'Firing' }
    | { __typename: 'Handoff', id: string, status: Status, createdAt: string, from: { number: number, agent: { name: string } }, to: { number: number, agent: { name: string } } | null, turn: { id: string, number: number } }
    | { __typename: 'McpServer' }
    | { __typename: 'Message', role: Role, idempotencyKey: string | null, id: string, status: Status, createdAt: string, author: { number: number, agent: { name: string } } | null, content: Array<
        | { __typename: 'CitationContent', title: string, url: string | null }
        | { __typename: 'MediaContent', title: string, url: string | null }
        | { __typename: 'TextContent', text: string | null }
        | { __typename: 'ThinkingContent', text: string | null }
      >, turn: { id: string, number: number } }
    | { __typename: 'ModelCall' }
    | { __typename: 'ResearchPhase' }
    | { __typename: 'ResearchRun' }
    | { __typename: 'Schedule' }
    | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, output: unknown, attempts: number, startedAt: string | null, endedAt: string | null, id: string, status: Status, createdAt: string, files: Array<{ title: string, url: string | null }> | null, failure: { code: FailureCode, message: string } | null, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null, turn: { id: string, number: number } }
    | { __typename: 'Turn', failure: { code: FailureCode, message: string } | null }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };
export type ApprovalInboxQueryVariables = Exact<{
  first: number;
}>;
export type ApprovalInboxQuery = { approvals: { eventCursor: string, totalCount: number, nodes: Array<{ id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, toolCall: { id: string, server: string, name: string, turn: { id: string, conversation: { id: string, title: string | null } } } | null }> } | null };
export type ApprovalInboxEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;
export type ApprovalInboxEventsSubscription = { event: { __typename: 'ApprovalChanged', cursor: string, fromSeq: number, seq: number, approvalId: string, verdict: Verdict, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, toolCall: { id: string, server: string, name: string, turn: { id: string, conversation: { id: string, title: string | null } } } | null } | null } };
export type ResearchStateQueryVariables = Exact<{
  id: string;
}>;
export type ResearchStateQuery = { research: { eventCursor: string, id: string, question: string, symbols: Array<string>, language: string, status: Status, verified: boolean, createdAt: string, endedAt: string | null, phases: Array<{ id: string, kind: PhaseKind, name: string, round: number, status: Status, startedAt: string | null, endedAt: string | null, text: string, failure: { code: FailureCode, message: string } | null, work: { id: string, conversation: { id: string } } | null }>, failure: { code: FailureCode, message: string } | null, report: { title: string, summary: string, downloads: Array<{ type: string, url: string, expiresAt: string }> } | null } | null };
export type StoreResearchEventsSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type StoreResearchEventsSubscription = { event:
    | { __typename: 'PhaseChanged', cursor: string, fromSeq: number, seq: number, at: string, phaseId: string, status: Status, phase: { id: string, kind: PhaseKind, name: string, round: number, status: Status, startedAt: string | null, endedAt: string | null, text: string, failure: { code: FailureCode, message: string } | null, work: { id: string, conversation: { id: string } } | null } | null }
    | { __typename: 'ResearchEnded', cursor: string, fromSeq: number, seq: number, at: string, status: Status, research: { id: string, question: string, symbols: Array<string>, language: string, status: Status, verified: boolean, createdAt: string, endedAt: string | null, failure: { code: FailureCode, message: string } | null, report: { title: string, summary: string, downloads: Array<{ type: string, url: string, expiresAt: string }> } | null } | null }
    | { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number, at: string, nodeId: string, part: number, kind: TextKind, offset: number, text: string }
   };
export type StorePhaseByIdQueryVariables = Exact<{
  id: string;
}>;
export type StorePhaseByIdQuery = { node:
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
    | { __typename: 'ResearchPhase', id: string, kind: PhaseKind, name: string, round: number, status: Status, startedAt: string | null, endedAt: string | null, text: string, failure: { code: FailureCode, message: string } | null, work: { id: string, conversation: { id: string } } | null }
    | { __typename: 'ResearchRun' }
    | { __typename: 'Schedule' }
    | { __typename: 'ToolCall' }
    | { __typename: 'Turn' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };
export type InboxApprovalByIdQueryVariables = Exact<{
  id: string;
}>;
export type InboxApprovalByIdQuery = { node:
    | { __typename: 'Agent' }
    | { __typename: 'AgentVersion' }
    | { __typename: 'ApiKey' }
    | { __typename: 'Approval', id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, toolCall: { id: string, server: string, name: string, turn: { id: string, conversation: { id: string, title: string | null } } } | null }
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
export type StoreFeedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  filter?: FeedFilter | null | undefined;
}>;
export type StoreFeedSubscription = { event: { __typename: 'FeedItem', cursor: string, fromSeq: number, seq: number, at: string, kind: FeedKind, nodeId: string, conversationId: string | null, researchId: string | null, agent: string | null, version: number | null, alias: string | null, status: Status | null, verdict: Verdict | null, actor: { kind: ActorKind, name: string } | null } };
export type StoreFeedEndQueryVariables = Exact<{ [key: string]: never; }>;
export type StoreFeedEndQuery = { feed: { pageInfo: { endCursor: string | null } } | null };
export type ConversationListQueryVariables = Exact<{
  first: number;
  filter?: ConversationFilter | null | undefined;
}>;
export type ConversationListQuery = { conversations: { eventCursor: string, nodes: Array<{ id: string, title: string | null, firstText: string | null, createdAt: string, activeAt: string, closedAt: string | null, agentVersion: { number: number, agent: { name: string } }, currentTurn: { id: string, status: Status } | null }>, pageInfo: { hasNextPage: boolean } } | null };
export type StoreSendMutationVariables = Exact<{
  input: SendMessageInput;
}>;
export type StoreSendMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', scope: string | null, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'SendMessagePayload', replayed: boolean, turn: { id: string }, entry: { id: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type StoreCancelMutationVariables = Exact<{
  input: CancelTurnInput;
}>;
export type StoreCancelMutation = { result:
    | { __typename: 'CancelTurnPayload', replayed: boolean, turn: { id: string, status: Status } | null }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', scope: string | null, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type StoreDecideMutationVariables = Exact<{
  input: DecideApprovalInput;
}>;
export type StoreDecideMutation = { result:
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'DecideApprovalPayload', replayed: boolean, approval: { id: string, verdict: Verdict } }
    | { __typename: 'ForbiddenError', scope: string | null, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type StoreForkMutationVariables = Exact<{
  input: ForkConversationInput;
}>;
export type StoreForkMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', scope: string | null, message: string }
    | { __typename: 'ForkConversationPayload', replayed: boolean, conversation: { id: string }, turn: { id: string } | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type StoreStartMutationVariables = Exact<{
  input: StartConversationInput;
}>;
export type StoreStartMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', scope: string | null, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'StartConversationPayload', replayed: boolean, conversation: { id: string }, turn: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type StoreCloseMutationVariables = Exact<{
  input: CloseConversationInput;
}>;
export type StoreCloseMutation = { result:
    | { __typename: 'CloseConversationPayload', replayed: boolean, conversation: { id: string, closedAt: string | null } | null }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', scope: string | null, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type StoreCancelResearchMutationVariables = Exact<{
  input: CancelResearchInput;
}>;
export type StoreCancelResearchMutation = { result:
    | { __typename: 'CancelResearchPayload', replayed: boolean, research: { id: string, status: Status } | null }
    | { __typename: 'ConflictError', reason: ConflictReason, message: string }
    | { __typename: 'ForbiddenError', scope: string | null, message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', retryAfter: string, message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
type StoreEntry_Handoff_Fragment = { __typename: 'Handoff', id: string, status: Status, createdAt: string, from: { number: number, agent: { name: string } }, to: { number: number, agent: { name: string } } | null, turn: { id: string, number: number } };
type StoreEntry_Message_Fragment = { __typename: 'Message', role: Role, idempotencyKey: string | null, id: string, status: Status, createdAt: string, author: { number: number, agent: { name: string } } | null, content: Array<
    | { __typename: 'CitationContent', title: string, url: string | null }
    | { __typename: 'MediaContent', title: string, url: string | null }
    | { __typename: 'TextContent', text: string | null }
    | { __typename: 'ThinkingContent', text: string | null }
  >, turn: { id: string, number: number } };
type StoreEntry_ToolCall_Fragment = { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, output: unknown, attempts: number, startedAt: string | null, endedAt: string | null, id: string, status: Status, createdAt: string, files: Array<{ title: string, url: string | null }> | null, failure: { code: FailureCode, message: string } | null, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null, turn: { id: string, number: number } };
export type StoreEntryFragment =
  | StoreEntry_Handoff_Fragment
  | StoreEntry_Message_Fragment
  | StoreEntry_ToolCall_Fragment
;
export type StoreApprovalFragment = { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, toolCall: { id: string, server: string, name: string } | null };
export type InboxApprovalFragment = { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, createdAt: string, expiresAt: string, approveOnTimeout: boolean, decidedAt: string | null, reason: string | null, toolCall: { id: string, server: string, name: string, turn: { id: string, conversation: { id: string, title: string | null } } } | null };
export type StoreResearchFragment = { id: string, question: string, symbols: Array<string>, language: string, status: Status, verified: boolean, createdAt: string, endedAt: string | null, failure: { code: FailureCode, message: string } | null, report: { title: string, summary: string, downloads: Array<{ type: string, url: string, expiresAt: string }> } | null };
export type StorePhaseFragment = { id: string, kind: PhaseKind, name: string, round: number, status: Status, startedAt: string | null, endedAt: string | null, text: string, failure: { code: FailureCode, message: string } | null, work: { id: string, conversation: { id: string } } | null };
type Refusal_BudgetExceededError_Fragment = { message: string };
type Refusal_ConflictError_Fragment = { reason: ConflictReason, message: string };
type Refusal_ForbiddenError_Fragment = { scope: string | null, message: string };
type Refusal_NotFoundError_Fragment = { message: string };
type Refusal_RateLimitedError_Fragment = { retryAfter: string, message: string };
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
export const conversationPage = "query ConversationPage($id:ID!$last:Int!$before:String){conversation(id:$id){eventCursor id title emulated closedAt agentVersion{number agent{name}}forkedFrom{id}entries(last:$last before:$before){nodes{...StoreEntry turn{status failure{code message}}}pageInfo{hasPreviousPage startCursor}}newest:events(last:1){nodes{...on Event{seq}}}}}fragment StoreEntry on Entry{__typename id status createdAt turn{id number}...on Message{role idempotencyKey author{number agent{name}}content{__typename ...on TextContent{text}...on ThinkingContent{text}...on CitationContent{title url}...on MediaContent{title url}}}...on Handoff{from{number agent{name}}to{number agent{name}}}...on ToolCall{server name arguments result output files{title url}failure{code message}attempts startedAt endedAt approval{...StoreApproval}}}fragment StoreApproval on Approval{id verdict argumentsHash proposedArguments createdAt expiresAt approveOnTimeout decidedAt reason toolCall{id server name}}" as string & Typed<ConversationPageQuery, ConversationPageQueryVariables>;
export const olderEntries = "query OlderEntries($id:ID!$last:Int!$before:String){conversation(id:$id){entries(last:$last before:$before){nodes{...StoreEntry turn{status failure{code message}}}pageInfo{hasPreviousPage startCursor}}}}fragment StoreEntry on Entry{__typename id status createdAt turn{id number}...on Message{role idempotencyKey author{number agent{name}}content{__typename ...on TextContent{text}...on ThinkingContent{text}...on CitationContent{title url}...on MediaContent{title url}}}...on Handoff{from{number agent{name}}to{number agent{name}}}...on ToolCall{server name arguments result output files{title url}failure{code message}attempts startedAt endedAt approval{...StoreApproval}}}fragment StoreApproval on Approval{id verdict argumentsHash proposedArguments createdAt expiresAt approveOnTimeout decidedAt reason toolCall{id server name}}" as string & Typed<OlderEntriesQuery, OlderEntriesQueryVariables>;
export const storeEvents = "subscription StoreEvents($id:ID!$after:String$deltas:Boolean!=true){event:conversationEvents(id:$id after:$after deltas:$deltas){__typename ...on Event{cursor fromSeq seq at}...on EntryChanged{entryId status entry{...StoreEntry}}...on StepChanged{stepId status attempt retryAt note failure{code message}step{__typename turn{id}...on ToolCall{...StoreEntry}}}...on TextDelta{nodeId part kind offset text}...on TurnChanged{turnId status turn{failure{code message}}}...on ApprovalChanged{approvalId verdict approval{...StoreApproval}}}}fragment StoreEntry on Entry{__typename id status createdAt turn{id number}...on Message{role idempotencyKey author{number agent{name}}content{__typename ...on TextContent{text}...on ThinkingContent{text}...on CitationContent{title url}...on MediaContent{title url}}}...on Handoff{from{number agent{name}}to{number agent{name}}}...on ToolCall{server name arguments result output files{title url}failure{code message}attempts startedAt endedAt approval{...StoreApproval}}}fragment StoreApproval on Approval{id verdict argumentsHash proposedArguments createdAt expiresAt approveOnTimeout decidedAt reason toolCall{id server name}}" as string & Typed<StoreEventsSubscription, StoreEventsSubscriptionVariables>;
export const storeNode = "query StoreNode($id:ID!){node(id:$id){__typename ...on Entry{...StoreEntry}...on Approval{...StoreApproval}...on Turn{failure{code message}}}}fragment StoreEntry on Entry{__typename id status createdAt turn{id number}...on Message{role idempotencyKey author{number agent{name}}content{__typename ...on TextContent{text}...on ThinkingContent{text}...on CitationContent{title url}...on MediaContent{title url}}}...on Handoff{from{number agent{name}}to{number agent{name}}}...on ToolCall{server name arguments result output files{title url}failure{code message}attempts startedAt endedAt approval{...StoreApproval}}}fragment StoreApproval on Approval{id verdict argumentsHash proposedArguments createdAt expiresAt approveOnTimeout decidedAt reason toolCall{id server name}}" as string & Typed<StoreNodeQuery, StoreNodeQueryVariables>;
export const approvalInbox = "query ApprovalInbox($first:Int!){approvals(first:$first){eventCursor totalCount nodes{...InboxApproval}}}fragment StoreApproval on Approval{id verdict argumentsHash proposedArguments createdAt expiresAt approveOnTimeout decidedAt reason toolCall{id server name}}fragment InboxApproval on Approval{...StoreApproval toolCall{turn{id conversation{id title}}}}" as string & Typed<ApprovalInboxQuery, ApprovalInboxQueryVariables>;
export const approvalInboxEvents = "subscription ApprovalInboxEvents($after:String){event:approvalEvents(after:$after){__typename cursor fromSeq seq approvalId verdict approval{...InboxApproval}}}fragment StoreApproval on Approval{id verdict argumentsHash proposedArguments createdAt expiresAt approveOnTimeout decidedAt reason toolCall{id server name}}fragment InboxApproval on Approval{...StoreApproval toolCall{turn{id conversation{id title}}}}" as string & Typed<ApprovalInboxEventsSubscription, ApprovalInboxEventsSubscriptionVariables>;
export const researchState = "query ResearchState($id:ID!){research:researchRun(id:$id){...StoreResearch eventCursor phases{...StorePhase}}}fragment StoreResearch on ResearchRun{id question symbols language status verified createdAt endedAt failure{code message}report{title summary downloads{type url expiresAt}}}fragment StorePhase on ResearchPhase{id kind name round status startedAt endedAt text failure{code message}work{id conversation{id}}}" as string & Typed<ResearchStateQuery, ResearchStateQueryVariables>;
export const storeResearchEvents = "subscription StoreResearchEvents($id:ID!$after:String){event:researchEvents(id:$id after:$after){__typename ...on Event{cursor fromSeq seq at}...on PhaseChanged{phaseId status phase{...StorePhase}}...on TextDelta{nodeId part kind offset text}...on ResearchEnded{status research{...StoreResearch}}}}fragment StoreResearch on ResearchRun{id question symbols language status verified createdAt endedAt failure{code message}report{title summary downloads{type url expiresAt}}}fragment StorePhase on ResearchPhase{id kind name round status startedAt endedAt text failure{code message}work{id conversation{id}}}" as string & Typed<StoreResearchEventsSubscription, StoreResearchEventsSubscriptionVariables>;
export const storePhaseById = "query StorePhaseById($id:ID!){node(id:$id){__typename ...on ResearchPhase{...StorePhase}}}fragment StorePhase on ResearchPhase{id kind name round status startedAt endedAt text failure{code message}work{id conversation{id}}}" as string & Typed<StorePhaseByIdQuery, StorePhaseByIdQueryVariables>;
export const inboxApprovalById = "query InboxApprovalById($id:ID!){node(id:$id){__typename ...on Approval{...InboxApproval}}}fragment StoreApproval on Approval{id verdict argumentsHash proposedArguments createdAt expiresAt approveOnTimeout decidedAt reason toolCall{id server name}}fragment InboxApproval on Approval{...StoreApproval toolCall{turn{id conversation{id title}}}}" as string & Typed<InboxApprovalByIdQuery, InboxApprovalByIdQueryVariables>;
export const storeFeed = "subscription StoreFeed($after:String$filter:FeedFilter){event:feed(after:$after filter:$filter){__typename cursor fromSeq seq at kind nodeId conversationId researchId agent version alias status verdict actor{kind name}}}" as string & Typed<StoreFeedSubscription, StoreFeedSubscriptionVariables>;
export const storeFeedEnd = "query StoreFeedEnd{feed(last:1){pageInfo{endCursor}}}" as string & Typed<StoreFeedEndQuery, StoreFeedEndQueryVariables>;
export const conversationList = "query ConversationList($first:Int!$filter:ConversationFilter){conversations(first:$first filter:$filter){eventCursor nodes{id title firstText createdAt activeAt closedAt agentVersion{number agent{name}}currentTurn{id status}}pageInfo{hasNextPage}}}" as string & Typed<ConversationListQuery, ConversationListQueryVariables>;
export const storeSend = "mutation StoreSend($input:SendMessageInput!){result:sendMessage(input:$input){__typename ...on SendMessagePayload{replayed turn{id}entry{id}}...Refusal}}fragment Refusal on UserError{message ...on ConflictError{reason}...on ForbiddenError{scope}...on RateLimitedError{retryAfter}...on ValidationError{issues{path message}}}" as string & Typed<StoreSendMutation, StoreSendMutationVariables>;
export const storeCancel = "mutation StoreCancel($input:CancelTurnInput!){result:cancelTurn(input:$input){__typename ...on CancelTurnPayload{replayed turn{id status}}...Refusal}}fragment Refusal on UserError{message ...on ConflictError{reason}...on ForbiddenError{scope}...on RateLimitedError{retryAfter}...on ValidationError{issues{path message}}}" as string & Typed<StoreCancelMutation, StoreCancelMutationVariables>;
export const storeDecide = "mutation StoreDecide($input:DecideApprovalInput!){result:decideApproval(input:$input){__typename ...on DecideApprovalPayload{replayed approval{id verdict}}...Refusal}}fragment Refusal on UserError{message ...on ConflictError{reason}...on ForbiddenError{scope}...on RateLimitedError{retryAfter}...on ValidationError{issues{path message}}}" as string & Typed<StoreDecideMutation, StoreDecideMutationVariables>;
export const storeFork = "mutation StoreFork($input:ForkConversationInput!){result:forkConversation(input:$input){__typename ...on ForkConversationPayload{replayed conversation{id}turn{id}}...Refusal}}fragment Refusal on UserError{message ...on ConflictError{reason}...on ForbiddenError{scope}...on RateLimitedError{retryAfter}...on ValidationError{issues{path message}}}" as string & Typed<StoreForkMutation, StoreForkMutationVariables>;
export const storeStart = "mutation StoreStart($input:StartConversationInput!){result:startConversation(input:$input){__typename ...on StartConversationPayload{replayed conversation{id}turn{id}}...Refusal}}fragment Refusal on UserError{message ...on ConflictError{reason}...on ForbiddenError{scope}...on RateLimitedError{retryAfter}...on ValidationError{issues{path message}}}" as string & Typed<StoreStartMutation, StoreStartMutationVariables>;
export const storeClose = "mutation StoreClose($input:CloseConversationInput!){result:closeConversation(input:$input){__typename ...on CloseConversationPayload{replayed conversation{id closedAt}}...Refusal}}fragment Refusal on UserError{message ...on ConflictError{reason}...on ForbiddenError{scope}...on RateLimitedError{retryAfter}...on ValidationError{issues{path message}}}" as string & Typed<StoreCloseMutation, StoreCloseMutationVariables>;
export const storeCancelResearch = "mutation StoreCancelResearch($input:CancelResearchInput!){result:cancelResearch(input:$input){__typename ...on CancelResearchPayload{replayed research{id status}}...Refusal}}fragment Refusal on UserError{message ...on ConflictError{reason}...on ForbiddenError{scope}...on RateLimitedError{retryAfter}...on ValidationError{issues{path message}}}" as string & Typed<StoreCancelResearchMutation, StoreCancelResearchMutationVariables>;
