// Written by `deno task documents` from samples.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact, RegisterAgentInput, SendMessageInput, StartConversationInput, StartResearchInput } from "../document-types.generated.ts";

export type SampleAgentMutationVariables = Exact<{
  input: RegisterAgentInput;
}>;
export type SampleAgentMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'RegisterAgentPayload', replayed: boolean, created: boolean }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type SampleConversationMutationVariables = Exact<{
  input: StartConversationInput;
}>;
export type SampleConversationMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'StartConversationPayload', replayed: boolean, conversation: { id: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type SampleMessageMutationVariables = Exact<{
  input: SendMessageInput;
}>;
export type SampleMessageMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'SendMessagePayload', replayed: boolean }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type SampleResearchMutationVariables = Exact<{
  input: StartResearchInput;
}>;
export type SampleResearchMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'StartResearchPayload', replayed: boolean, research: { id: string } }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
type SampleRefusal_BudgetExceededError_Fragment = { message: string };
type SampleRefusal_ConflictError_Fragment = { message: string };
type SampleRefusal_ForbiddenError_Fragment = { message: string };
type SampleRefusal_NotFoundError_Fragment = { message: string };
type SampleRefusal_RateLimitedError_Fragment = { message: string };
type SampleRefusal_UnavailableError_Fragment = { message: string };
type SampleRefusal_ValidationError_Fragment = { message: string, issues: Array<{ path: Array<string>, message: string }> };
export type SampleRefusalFragment =
  | SampleRefusal_BudgetExceededError_Fragment
  | SampleRefusal_ConflictError_Fragment
  | SampleRefusal_ForbiddenError_Fragment
  | SampleRefusal_NotFoundError_Fragment
  | SampleRefusal_RateLimitedError_Fragment
  | SampleRefusal_UnavailableError_Fragment
  | SampleRefusal_ValidationError_Fragment
;
export const sampleAgent = "mutation SampleAgent($input:RegisterAgentInput!){result:registerAgent(input:$input){__typename ...on RegisterAgentPayload{replayed created}...SampleRefusal}}fragment SampleRefusal on UserError{message ...on ValidationError{issues{path message}}}" as string & Typed<SampleAgentMutation, SampleAgentMutationVariables>;
export const sampleConversation = "mutation SampleConversation($input:StartConversationInput!){result:startConversation(input:$input){__typename ...on StartConversationPayload{replayed conversation{id}}...SampleRefusal}}fragment SampleRefusal on UserError{message ...on ValidationError{issues{path message}}}" as string & Typed<SampleConversationMutation, SampleConversationMutationVariables>;
export const sampleMessage = "mutation SampleMessage($input:SendMessageInput!){result:sendMessage(input:$input){__typename ...on SendMessagePayload{replayed}...SampleRefusal}}fragment SampleRefusal on UserError{message ...on ValidationError{issues{path message}}}" as string & Typed<SampleMessageMutation, SampleMessageMutationVariables>;
export const sampleResearch = "mutation SampleResearch($input:StartResearchInput!){result:startResearch(input:$input){__typename ...on StartResearchPayload{replayed research{id}}...SampleRefusal}}fragment SampleRefusal on UserError{message ...on ValidationError{issues{path message}}}" as string & Typed<SampleResearchMutation, SampleResearchMutationVariables>;
