// Written by `deno task documents` from new.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact, StartConversationInput } from "../../../document-types.generated.ts";

export type ConsoleStartMutationVariables = Exact<{
  input: StartConversationInput;
}>;
export type ConsoleStartMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'StartConversationPayload', conversation: { id: string }, turn: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export const consoleStart = "mutation ConsoleStart($input:StartConversationInput!){result:startConversation(input:$input){__typename ...on StartConversationPayload{conversation{id}turn{id}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleStartMutation, ConsoleStartMutationVariables>;
