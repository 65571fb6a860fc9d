// Written by `deno task documents` from turn.graphql.
// deno-lint-ignore-file
import type { Typed } from "../document.ts";
import type { Exact, FailureCode, Role, Status, TextKind, Verdict } from "../document-types.generated.ts";

export type TurnEventsSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
  deltas?: boolean | null | undefined;
}>;
export type TurnEventsSubscription = { event:
    | { __typename: 'ApprovalChanged', cursor: string, fromSeq: number, seq: number, approvalId: string, verdict: Verdict, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, approveOnTimeout: boolean, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null }
    | { __typename: 'ConversationClosed', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'EntryChanged', cursor: string, fromSeq: number, seq: number, entryId: string, status: Status, entry:
        | { __typename: 'Handoff', id: string, status: Status, from: { number: number, agent: { name: string } }, to: { number: number, agent: { name: string } } | null, turn: { id: string } }
        | { __typename: 'Message', role: Role, idempotencyKey: string | null, id: string, status: Status, content: Array<
            | { __typename: 'CitationContent', title: string, url: string | null }
            | { __typename: 'MediaContent', title: string, url: string | null }
            | { __typename: 'TextContent', text: string | null }
            | { __typename: 'ThinkingContent', reasoning: string | null }
          >, turn: { id: string } }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, output: unknown, id: string, status: Status, failure: { code: FailureCode, message: string } | null, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, approveOnTimeout: boolean, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null, turn: { id: string } }
       | null }
    | { __typename: 'StepChanged', cursor: string, fromSeq: number, seq: number, stepId: string, status: Status, attempt: number, retryAt: string | null, note: string | null, failure: { code: FailureCode, message: string } | null, step:
        | { __typename: 'ModelCall', turn: { id: string } }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, output: unknown, id: string, status: Status, turn: { id: string }, failure: { code: FailureCode, message: string } | null, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, approveOnTimeout: boolean, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null }
       | null }
    | { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number, nodeId: string, part: number, kind: TextKind, offset: number, text: string }
    | { __typename: 'TurnChanged', cursor: string, fromSeq: number, seq: number, turnId: string, status: Status, turn: { failure: { code: FailureCode, message: string } | null } | null }
   };
export type TurnEntryByIdQueryVariables = Exact<{
  id: string;
}>;
export type TurnEntryByIdQuery = { entry:
    | { __typename: 'Agent' }
    | { __typename: 'AgentVersion' }
    | { __typename: 'ApiKey' }
    | { __typename: 'Approval' }
    | { __typename: 'Conversation' }
    | { __typename: 'Firing' }
    | { __typename: 'Handoff', id: string, status: Status, from: { number: number, agent: { name: string } }, to: { number: number, agent: { name: string } } | null, turn: { id: string } }
    | { __typename: 'McpServer' }
    | { __typename: 'Message', role: Role, idempotencyKey: string | null, id: string, status: Status, content: Array<
        | { __typename: 'CitationContent', title: string, url: string | null }
        | { __typename: 'MediaContent', title: string, url: string | null }
        | { __typename: 'TextContent', text: string | null }
        | { __typename: 'ThinkingContent', reasoning: string | null }
      >, turn: { id: string } }
    | { __typename: 'ModelCall' }
    | { __typename: 'ResearchPhase' }
    | { __typename: 'ResearchRun' }
    | { __typename: 'Schedule' }
    | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, output: unknown, id: string, status: Status, failure: { code: FailureCode, message: string } | null, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, approveOnTimeout: boolean, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null, turn: { id: string } }
    | { __typename: 'Turn' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };
export type TurnByIdQueryVariables = Exact<{
  id: string;
}>;
export type TurnByIdQuery = { turn:
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
    | { __typename: 'Turn', id: string, status: Status, conversation: { id: string }, failure: { code: FailureCode, message: string } | null, reply: { id: string, text: string } | null, usage: { inputTokens: number, outputTokens: number } | null }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };
export type TurnApprovalByIdQueryVariables = Exact<{
  id: string;
}>;
export type TurnApprovalByIdQuery = { approval:
    | { __typename: 'Agent' }
    | { __typename: 'AgentVersion' }
    | { __typename: 'ApiKey' }
    | { __typename: 'Approval', id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, approveOnTimeout: boolean, reason: string | null, toolCall: { id: string, server: string, name: string } | null }
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
export type TurnPlacesQueryVariables = Exact<{
  id: string;
  before?: string | null | undefined;
}>;
export type TurnPlacesQuery = { conversation: { events: { nodes: Array<
        | { __typename: 'ApprovalChanged', cursor: string }
        | { __typename: 'ConversationClosed', cursor: string }
        | { __typename: 'EntryChanged', cursor: string }
        | { __typename: 'FeedItem', cursor: string }
        | { __typename: 'PhaseChanged', cursor: string }
        | { __typename: 'ResearchEnded', cursor: string }
        | { __typename: 'StepChanged', cursor: string }
        | { __typename: 'TextDelta', cursor: string }
        | { __typename: 'TurnChanged', cursor: string, turnId: string, status: Status }
      >, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } } | null };
export type TurnEntriesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type TurnEntriesQuery = { conversation: { entries: { nodes: Array<
        | { __typename: 'Handoff', createdAt: string, id: string, status: Status, from: { number: number, agent: { name: string } }, to: { number: number, agent: { name: string } } | null, turn: { id: string } }
        | { __typename: 'Message', createdAt: string, role: Role, idempotencyKey: string | null, id: string, status: Status, content: Array<
            | { __typename: 'CitationContent', title: string, url: string | null }
            | { __typename: 'MediaContent', title: string, url: string | null }
            | { __typename: 'TextContent', text: string | null }
            | { __typename: 'ThinkingContent', reasoning: string | null }
          >, turn: { id: string } }
        | { __typename: 'ToolCall', createdAt: string, server: string, name: string, arguments: unknown, result: string | null, output: unknown, id: string, status: Status, failure: { code: FailureCode, message: string } | null, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, approveOnTimeout: boolean, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null, turn: { id: string } }
      >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };
export type StoredTurnsQueryVariables = Exact<{
  ids: Array<string>;
}>;
export type StoredTurnsQuery = { turns: Array<
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
    | { __typename: 'Turn', id: string, status: Status, failure: { code: FailureCode, message: string } | null, steps: Array<
        | { __typename: 'ModelCall', status: Status, startedAt: string | null, id: string }
        | { __typename: 'ToolCall', id: string }
      > }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null> };
type TurnEntry_Handoff_Fragment = { __typename: 'Handoff', id: string, status: Status, from: { number: number, agent: { name: string } }, to: { number: number, agent: { name: string } } | null, turn: { id: string } };
type TurnEntry_Message_Fragment = { __typename: 'Message', role: Role, idempotencyKey: string | null, id: string, status: Status, content: Array<
    | { __typename: 'CitationContent', title: string, url: string | null }
    | { __typename: 'MediaContent', title: string, url: string | null }
    | { __typename: 'TextContent', text: string | null }
    | { __typename: 'ThinkingContent', reasoning: string | null }
  >, turn: { id: string } };
type TurnEntry_ToolCall_Fragment = { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, output: unknown, id: string, status: Status, failure: { code: FailureCode, message: string } | null, approval: { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, approveOnTimeout: boolean, reason: string | null, toolCall: { id: string, server: string, name: string } | null } | null, turn: { id: string } };
export type TurnEntryFragment =
  | TurnEntry_Handoff_Fragment
  | TurnEntry_Message_Fragment
  | TurnEntry_ToolCall_Fragment
;
export type TurnApprovalFragment = { id: string, verdict: Verdict, argumentsHash: string, proposedArguments: unknown, expiresAt: string, approveOnTimeout: boolean, reason: string | null, toolCall: { id: string, server: string, name: string } | null };
export const turnEvents = "subscription TurnEvents($id:ID!$after:String$deltas:Boolean=true){event:conversationEvents(id:$id after:$after deltas:$deltas){__typename ...on Event{cursor fromSeq seq}...on EntryChanged{entryId status entry{...TurnEntry}}...on StepChanged{stepId status attempt retryAt note failure{code message}step{__typename turn{id}...on ToolCall{...TurnEntry}}}...on TextDelta{nodeId part kind offset text}...on TurnChanged{turnId status turn{failure{code message}}}...on ApprovalChanged{approvalId verdict approval{...TurnApproval}}}}fragment TurnEntry on Entry{__typename id status turn{id}...on Message{role idempotencyKey content{__typename ...on TextContent{text}...on ThinkingContent{reasoning:text}...on CitationContent{title url}...on MediaContent{title url}}}...on Handoff{from{number agent{name}}to{number agent{name}}}...on ToolCall{server name arguments result output failure{code message}approval{...TurnApproval}}}fragment TurnApproval on Approval{id verdict argumentsHash proposedArguments expiresAt approveOnTimeout reason toolCall{id server name}}" as string & Typed<TurnEventsSubscription, TurnEventsSubscriptionVariables>;
export const turnEntryById = "query TurnEntryById($id:ID!){entry:node(id:$id){__typename ...on Entry{...TurnEntry}}}fragment TurnEntry on Entry{__typename id status turn{id}...on Message{role idempotencyKey content{__typename ...on TextContent{text}...on ThinkingContent{reasoning:text}...on CitationContent{title url}...on MediaContent{title url}}}...on Handoff{from{number agent{name}}to{number agent{name}}}...on ToolCall{server name arguments result output failure{code message}approval{...TurnApproval}}}fragment TurnApproval on Approval{id verdict argumentsHash proposedArguments expiresAt approveOnTimeout reason toolCall{id server name}}" as string & Typed<TurnEntryByIdQuery, TurnEntryByIdQueryVariables>;
export const turnById = "query TurnById($id:ID!){turn:node(id:$id){__typename ...on Turn{id status conversation{id}failure{code message}reply{id text}usage{inputTokens outputTokens}}}}" as string & Typed<TurnByIdQuery, TurnByIdQueryVariables>;
export const turnApprovalById = "query TurnApprovalById($id:ID!){approval:node(id:$id){__typename ...on Approval{...TurnApproval}}}fragment TurnApproval on Approval{id verdict argumentsHash proposedArguments expiresAt approveOnTimeout reason toolCall{id server name}}" as string & Typed<TurnApprovalByIdQuery, TurnApprovalByIdQueryVariables>;
export const turnPlaces = "query TurnPlaces($id:ID!$before:String){conversation(id:$id){events(last:50 before:$before){nodes{__typename ...on Event{cursor}...on TurnChanged{turnId status}}pageInfo{hasPreviousPage startCursor}}}}" as string & Typed<TurnPlacesQuery, TurnPlacesQueryVariables>;
export const turnEntries = "query TurnEntries($id:ID!$after:String){conversation(id:$id){entries(first:50 after:$after){nodes{...TurnEntry createdAt}pageInfo{hasNextPage endCursor}}}}fragment TurnEntry on Entry{__typename id status turn{id}...on Message{role idempotencyKey content{__typename ...on TextContent{text}...on ThinkingContent{reasoning:text}...on CitationContent{title url}...on MediaContent{title url}}}...on Handoff{from{number agent{name}}to{number agent{name}}}...on ToolCall{server name arguments result output failure{code message}approval{...TurnApproval}}}fragment TurnApproval on Approval{id verdict argumentsHash proposedArguments expiresAt approveOnTimeout reason toolCall{id server name}}" as string & Typed<TurnEntriesQuery, TurnEntriesQueryVariables>;
export const storedTurns = "query StoredTurns($ids:[ID!]!){turns:nodes(ids:$ids){__typename ...on Turn{id status failure{code message}steps{__typename id ...on ModelCall{status startedAt}}}}}" as string & Typed<StoredTurnsQuery, StoredTurnsQueryVariables>;
