// Written by `deno task documents` from bulk.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { CancelTurnInput, CloseConversationInput, ConversationFilter, Exact, FailureCode, Role, Status, UpdateConversationInput } from "../../../document-types.generated.ts";

export type ConsoleMatchingIdsQueryVariables = Exact<{
  filter?: ConversationFilter | null | undefined;
  after?: string | null | undefined;
}>;
export type ConsoleMatchingIdsQuery = { conversations: { nodes: Array<{ id: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };
export type ConsoleLatestTurnsQueryVariables = Exact<{
  id: string;
}>;
export type ConsoleLatestTurnsQuery = { conversation: { id: string, turns: { nodes: Array<{ id: string, status: Status }> } } | null };
export type ConsoleLabelsQueryVariables = Exact<{
  id: string;
}>;
export type ConsoleLabelsQuery = { conversation: { id: string, labels: Array<string> } | null };
export type ConsoleTranscriptQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type ConsoleTranscriptQuery = { conversation: { id: string, title: string | null, labels: Array<string>, emulated: boolean, createdAt: string, activeAt: string, closedAt: string | null, agentVersion: { number: number, model: string, agent: { name: string } }, usage: { modelCalls: number, toolCalls: number, inputTokens: number, outputTokens: number, cost: { amount: string, currency: string } | null } | null, entries: { nodes: Array<
        | { __typename: 'Handoff', id: string, status: Status, createdAt: string, to: { number: number, agent: { name: string } } | null, turn: { number: number } }
        | { __typename: 'Message', role: Role, id: string, status: Status, createdAt: string, content: Array<
            | { __typename: 'CitationContent', title: string, url: string | null }
            | { __typename: 'MediaContent', title: string, url: string | null }
            | { __typename: 'TextContent', text: string | null }
            | { __typename: 'ThinkingContent', thinking: string | null }
          >, turn: { number: number } }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, id: string, status: Status, createdAt: string, failure: { code: FailureCode, message: string } | null, turn: { number: number } }
      >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };
type TranscriptEntry_Handoff_Fragment = { __typename: 'Handoff', id: string, status: Status, createdAt: string, to: { number: number, agent: { name: string } } | null, turn: { number: number } };
type TranscriptEntry_Message_Fragment = { __typename: 'Message', role: Role, id: string, status: Status, createdAt: string, content: Array<
    | { __typename: 'CitationContent', title: string, url: string | null }
    | { __typename: 'MediaContent', title: string, url: string | null }
    | { __typename: 'TextContent', text: string | null }
    | { __typename: 'ThinkingContent', thinking: string | null }
  >, turn: { number: number } };
type TranscriptEntry_ToolCall_Fragment = { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, id: string, status: Status, createdAt: string, failure: { code: FailureCode, message: string } | null, turn: { number: number } };
export type TranscriptEntryFragment =
  | TranscriptEntry_Handoff_Fragment
  | TranscriptEntry_Message_Fragment
  | TranscriptEntry_ToolCall_Fragment
;
export type ConsoleCancelTurnMutationVariables = Exact<{
  input: CancelTurnInput;
}>;
export type ConsoleCancelTurnMutation = { result:
    | { __typename: 'CancelTurnPayload', replayed: boolean, turn: { id: string, status: Status } | null }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string }
   };
export type ConsoleCloseMutationVariables = Exact<{
  input: CloseConversationInput;
}>;
export type ConsoleCloseMutation = { result:
    | { __typename: 'CloseConversationPayload', replayed: boolean, conversation: { id: string, closedAt: string | null } | null }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string }
   };
export type ConsoleUpdateMutationVariables = Exact<{
  input: UpdateConversationInput;
}>;
export type ConsoleUpdateMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'UpdateConversationPayload', replayed: boolean, conversation: { id: string, title: string | null, labels: Array<string> } | null }
    | { __typename: 'ValidationError', message: string }
   };
export const consoleMatchingIds = "query ConsoleMatchingIds($filter:ConversationFilter$after:String){conversations(filter:$filter first:250 after:$after){nodes{id}pageInfo{hasNextPage endCursor}}}" as string & Typed<ConsoleMatchingIdsQuery, ConsoleMatchingIdsQueryVariables>;
export const consoleLatestTurns = "query ConsoleLatestTurns($id:ID!){conversation(id:$id){id turns(last:50){nodes{id status}}}}" as string & Typed<ConsoleLatestTurnsQuery, ConsoleLatestTurnsQueryVariables>;
export const consoleLabels = "query ConsoleLabels($id:ID!){conversation(id:$id){id labels}}" as string & Typed<ConsoleLabelsQuery, ConsoleLabelsQueryVariables>;
export const consoleTranscript = "query ConsoleTranscript($id:ID!$after:String){conversation(id:$id){id title labels emulated createdAt activeAt closedAt agentVersion{number model agent{name}}usage{modelCalls toolCalls inputTokens outputTokens cost{amount currency}}entries(first:100 after:$after){nodes{...TranscriptEntry}pageInfo{hasNextPage endCursor}}}}fragment TranscriptEntry on Entry{__typename id status createdAt turn{number}...on Message{role content{__typename ...on TextContent{text}...on ThinkingContent{thinking:text}...on CitationContent{title url}...on MediaContent{title url}}}...on ToolCall{server name arguments result failure{code message}}...on Handoff{to{number agent{name}}}}" as string & Typed<ConsoleTranscriptQuery, ConsoleTranscriptQueryVariables>;
export const consoleCancelTurn = "mutation ConsoleCancelTurn($input:CancelTurnInput!){result:cancelTurn(input:$input){__typename ...on CancelTurnPayload{replayed turn{id status}}...on UserError{message}}}" as string & Typed<ConsoleCancelTurnMutation, ConsoleCancelTurnMutationVariables>;
export const consoleClose = "mutation ConsoleClose($input:CloseConversationInput!){result:closeConversation(input:$input){__typename ...on CloseConversationPayload{replayed conversation{id closedAt}}...on UserError{message}}}" as string & Typed<ConsoleCloseMutation, ConsoleCloseMutationVariables>;
export const consoleUpdate = "mutation ConsoleUpdate($input:UpdateConversationInput!){result:updateConversation(input:$input){__typename ...on UpdateConversationPayload{replayed conversation{id title labels}}...on UserError{message}}}" as string & Typed<ConsoleUpdateMutation, ConsoleUpdateMutationVariables>;
