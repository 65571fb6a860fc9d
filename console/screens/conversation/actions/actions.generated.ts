// Written by `deno task documents` from actions.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { CloseConversationInput, Exact, ForkConversationInput, UpdateConversationInput } from "../../../document-types.generated.ts";

export type ConsoleForkConversationMutationVariables = Exact<{
  input: ForkConversationInput;
}>;
export type ConsoleForkConversationMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'ForkConversationPayload', replayed: boolean, conversation: { id: string } }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsoleCloseConversationMutationVariables = Exact<{
  input: CloseConversationInput;
}>;
export type ConsoleCloseConversationMutation = { result:
    | { __typename: 'CloseConversationPayload', replayed: boolean, conversation: { id: string, closedAt: string | null } | null }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ConsoleForkVersionsQueryVariables = Exact<{
  name: string;
}>;
export type ConsoleForkVersionsQuery = { agent: { id: string, versions: { nodes: Array<{ id: string, number: number, note: string | null, createdAt: string }> } | null } | null };
export type ConsoleUpdateConversationMutationVariables = Exact<{
  input: UpdateConversationInput;
}>;
export type ConsoleUpdateConversationMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'UpdateConversationPayload', replayed: boolean, conversation: { id: string, title: string | null, labels: Array<string> } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export const consoleForkConversation = "mutation ConsoleForkConversation($input:ForkConversationInput!){result:forkConversation(input:$input){__typename ...on ForkConversationPayload{replayed conversation{id}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleForkConversationMutation, ConsoleForkConversationMutationVariables>;
export const consoleCloseConversation = "mutation ConsoleCloseConversation($input:CloseConversationInput!){result:closeConversation(input:$input){__typename ...on CloseConversationPayload{replayed conversation{id closedAt}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleCloseConversationMutation, ConsoleCloseConversationMutationVariables>;
export const consoleForkVersions = "query ConsoleForkVersions($name:String!){agent(name:$name){id versions(first:50){nodes{id number note createdAt}}}}" as string & Typed<ConsoleForkVersionsQuery, ConsoleForkVersionsQueryVariables>;
export const consoleUpdateConversation = "mutation ConsoleUpdateConversation($input:UpdateConversationInput!){result:updateConversation(input:$input){__typename ...on UpdateConversationPayload{replayed conversation{id title labels}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleUpdateConversationMutation, ConsoleUpdateConversationMutationVariables>;
