// Written by `deno task documents` from aliases.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact, SetAgentAliasInput } from "../../../document-types.generated.ts";

export type ConsoleSetAliasMutationVariables = Exact<{
  input: SetAgentAliasInput;
}>;
export type ConsoleSetAliasMutation = { result:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'SetAgentAliasPayload', agent: { id: string, aliases: Array<{ name: string, version: { id: string, number: number } }> | null } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export const consoleSetAlias = "mutation ConsoleSetAlias($input:SetAgentAliasInput!){result:setAgentAlias(input:$input){__typename ...on SetAgentAliasPayload{agent{id aliases{name version{id number}}}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleSetAliasMutation, ConsoleSetAliasMutationVariables>;
