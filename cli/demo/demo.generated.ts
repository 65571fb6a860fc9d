// Written by `deno task documents` from demo.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { Exact, FailureCode, RegisterAgentInput, Role, SendMessageInput, StartConversationInput, Status, TextKind } from "../../schema/document-types.generated.ts";

export type AboutQueryVariables = Exact<{ [key: string]: never; }>;
export type AboutQuery = { serverInfo: { version: string, emulated: boolean, sampleMarketData: boolean }, mcpServers: Array<{ name: string, tools: Array<{ name: string }> | null }> | null };
export type RegisterMutationVariables = Exact<{
  input: RegisterAgentInput;
}>;
export type RegisterMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'RegisterAgentPayload', created: boolean, version: { number: number, model: string, tools: Array<{ tool: { name: string } }> | null } }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
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
    | { __typename: 'StartConversationPayload', conversation: { id: string }, turn: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
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
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type EventsSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type EventsSubscription = { conversationEvents:
    | { __typename: 'ApprovalChanged', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'ConversationClosed', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'EntryChanged', cursor: string, fromSeq: number, seq: number, entryId: string, status: Status, entry:
        | { __typename: 'Handoff', id: string, status: Status }
        | { __typename: 'Message', role: Role, id: string, status: Status, content: Array<
            | { __typename: 'CitationContent' }
            | { __typename: 'MediaContent' }
            | { __typename: 'TextContent', text: string | null }
            | { __typename: 'ThinkingContent' }
          > }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, id: string, status: Status }
       | null }
    | { __typename: 'StepChanged', cursor: string, fromSeq: number, seq: number, stepId: string, status: Status, attempt: number, failure: { message: string } | null, step:
        | { __typename: 'ModelCall' }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, id: string, status: Status }
       | null }
    | { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number, nodeId: string, part: number, kind: TextKind, offset: number, text: string }
    | { __typename: 'TurnChanged', cursor: string, fromSeq: number, seq: number, turnId: string, status: Status, turn: { startedAt: string | null, endedAt: string | null, usage: { modelCalls: number, toolCalls: number, inputTokens: number, outputTokens: number } | null, failure: { code: FailureCode, message: string } | null } | null }
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
export type StoredQueryVariables = Exact<{
  id: string;
}>;
export type StoredQuery = { conversation: { usage: { modelCalls: number, toolCalls: number, inputTokens: number, outputTokens: number } | null, entries: { nodes: Array<
        | { __typename: 'Handoff', id: string, status: Status }
        | { __typename: 'Message', role: Role, id: string, status: Status, content: Array<
            | { __typename: 'CitationContent' }
            | { __typename: 'MediaContent' }
            | { __typename: 'TextContent', text: string | null }
            | { __typename: 'ThinkingContent' }
          > }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, id: string, status: Status }
      > } } | null };
export type UsageFragment = { modelCalls: number, toolCalls: number, inputTokens: number, outputTokens: number };
type Refusal_BudgetExceededError_Fragment = { message: string };
type Refusal_ConflictError_Fragment = { message: string };
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
type Entry_Handoff_Fragment = { __typename: 'Handoff', id: string, status: Status };
type Entry_Message_Fragment = { __typename: 'Message', role: Role, id: string, status: Status, content: Array<
    | { __typename: 'CitationContent' }
    | { __typename: 'MediaContent' }
    | { __typename: 'TextContent', text: string | null }
    | { __typename: 'ThinkingContent' }
  > };
type Entry_ToolCall_Fragment = { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, id: string, status: Status };
export type EntryFragment =
  | Entry_Handoff_Fragment
  | Entry_Message_Fragment
  | Entry_ToolCall_Fragment
;
export const about = "query About{serverInfo{version emulated sampleMarketData}mcpServers{name tools{name}}}" as string & Typed<AboutQuery, AboutQueryVariables>;
export const register = "mutation Register($input:RegisterAgentInput!){result:registerAgent(input:$input){__typename ...on RegisterAgentPayload{created version{number model tools{tool{name}}}}...refusal}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}}" as string & Typed<RegisterMutation, RegisterMutationVariables>;
export const start = "mutation Start($input:StartConversationInput!){result:startConversation(input:$input){__typename ...on StartConversationPayload{conversation{id}turn{id}}...refusal}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}}" as string & Typed<StartMutation, StartMutationVariables>;
export const send = "mutation Send($input:SendMessageInput!){result:sendMessage(input:$input){__typename ...on SendMessagePayload{turn{id}}...refusal}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}}" as string & Typed<SendMutation, SendMutationVariables>;
export const events = "subscription Events($id:ID!$after:String){conversationEvents(id:$id after:$after){__typename ...on Event{cursor fromSeq seq}...on EntryChanged{entryId status entry{...entry}}...on StepChanged{stepId status attempt failure{message}step{__typename ...on ToolCall{...entry}}}...on TurnChanged{turnId status turn{usage{...usage}failure{code message}startedAt endedAt}}...on TextDelta{nodeId part kind offset text}}}fragment usage on Usage{modelCalls toolCalls inputTokens outputTokens}fragment entry on Entry{__typename id status ...on Message{role content{__typename ...on TextContent{text}}}...on ToolCall{server name arguments result}}" as string & Typed<EventsSubscription, EventsSubscriptionVariables>;
export const log = "query Log($id:ID!$after:String){conversation(id:$id){events(after:$after first:250){nodes{seq}pageInfo{hasNextPage endCursor}}}}" as string & Typed<LogQuery, LogQueryVariables>;
export const stored = "query Stored($id:ID!){conversation(id:$id){usage{...usage}entries(first:250){nodes{...entry}}}}fragment usage on Usage{modelCalls toolCalls inputTokens outputTokens}fragment entry on Entry{__typename id status ...on Message{role content{__typename ...on TextContent{text}}}...on ToolCall{server name arguments result}}" as string & Typed<StoredQuery, StoredQueryVariables>;
