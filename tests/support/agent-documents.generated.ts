// Written by `deno task documents` from agent-documents.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { ArchiveAgentInput, ConflictReason, Exact, ReconcileAgentsInput, RegisterAgentInput, SetAgentAliasInput, VersionSelector } from "../../schema/document-types.generated.ts";

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
    | { __typename: 'NotFoundError', path: Array<string>, message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'RegisterAgentPayload', created: boolean, replayed: boolean, version: { id: string, number: number, hash: string, note: string | null, instructions: string | null, model: string, mistralAgentId: string | null, agent: { id: string, name: string, archivedAt: string | null, aliases: Array<{ name: string, version: { number: number }, movedBy: { name: string } }> | null } } }
    | { __typename: 'UnavailableError', dependency: string, message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type SetAliasMutationVariables = Exact<{
  input: SetAgentAliasInput;
}>;
export type SetAliasMutation = { result:
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
    | { __typename: 'NotFoundError', path: Array<string>, message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'SetAgentAliasPayload', replayed: boolean, agent: { id: string, name: string, archivedAt: string | null, aliases: Array<{ name: string, version: { number: number }, movedBy: { name: string } }> | null } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ArchiveMutationVariables = Exact<{
  input: ArchiveAgentInput;
}>;
export type ArchiveMutation = { result:
    | { __typename: 'ArchiveAgentPayload', replayed: boolean, agent: { id: string, name: string, archivedAt: string | null, aliases: Array<{ name: string, version: { number: number }, movedBy: { name: string } }> | null } }
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
    | { __typename: 'NotFoundError', path: Array<string>, message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ReconcileMutationVariables = Exact<{
  input: ReconcileAgentsInput;
}>;
export type ReconcileMutation = { result:
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
    | { __typename: 'ReconcileAgentsPayload', orphans: Array<string>, deleted: Array<string>, replayed: boolean, drifted: Array<{ id: string }> }
    | { __typename: 'UnavailableError', dependency: string, message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export type ReadQueryVariables = Exact<{
  name: string;
  at?: VersionSelector | null | undefined;
  since: number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;
export type ReadQuery = { agent: { id: string, name: string, archivedAt: string | null, versions: { nodes: Array<{ number: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, version: { id: string, number: number, hash: string, note: string | null, instructions: string | null, model: string, mistralAgentId: string | null, prompt: { server: string, name: string, arguments: unknown, drifted: boolean | null } | null, tools: Array<{ server: string, drifted: boolean | null, tool: { name: string } }> | null, drift: Array<{ path: string, before: unknown, after: unknown, diff: string | null }> | null, changes: Array<{ path: string, before: unknown, after: unknown, diff: string | null }> | null } | null, aliases: Array<{ name: string, version: { number: number }, movedBy: { name: string } }> | null } | null };
export type VersionFragment = { id: string, number: number, hash: string, note: string | null, instructions: string | null, model: string, mistralAgentId: string | null };
export type AgentFragment = { id: string, name: string, archivedAt: string | null, aliases: Array<{ name: string, version: { number: number }, movedBy: { name: string } }> | null };
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
type Refusal_NotFoundError_Fragment = { path: Array<string>, message: string };
type Refusal_RateLimitedError_Fragment = { message: string };
type Refusal_UnavailableError_Fragment = { dependency: string, message: string };
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
export const register = "mutation Register($input:RegisterAgentInput!){result:registerAgent(input:$input){__typename ...on RegisterAgentPayload{created replayed version{...version agent{...agent}}}...refusal}}fragment version on AgentVersion{id number hash note instructions model mistralAgentId}fragment agent on Agent{id name archivedAt aliases{name version{number}movedBy{name}}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on NotFoundError{path}...on ConflictError{reason current{id}}...on UnavailableError{dependency}}" as string & Typed<RegisterMutation, RegisterMutationVariables>;
export const setAlias = "mutation SetAlias($input:SetAgentAliasInput!){result:setAgentAlias(input:$input){__typename ...on SetAgentAliasPayload{replayed agent{...agent}}...refusal}}fragment agent on Agent{id name archivedAt aliases{name version{number}movedBy{name}}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on NotFoundError{path}...on ConflictError{reason current{id}}...on UnavailableError{dependency}}" as string & Typed<SetAliasMutation, SetAliasMutationVariables>;
export const archive = "mutation Archive($input:ArchiveAgentInput!){result:archiveAgent(input:$input){__typename ...on ArchiveAgentPayload{replayed agent{...agent}}...refusal}}fragment agent on Agent{id name archivedAt aliases{name version{number}movedBy{name}}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on NotFoundError{path}...on ConflictError{reason current{id}}...on UnavailableError{dependency}}" as string & Typed<ArchiveMutation, ArchiveMutationVariables>;
export const reconcile = "mutation Reconcile($input:ReconcileAgentsInput!){result:reconcileAgents(input:$input){__typename ...on ReconcileAgentsPayload{orphans deleted replayed drifted{id}}...refusal}}fragment refusal on UserError{message ...on ValidationError{issues{path message}}...on NotFoundError{path}...on ConflictError{reason current{id}}...on UnavailableError{dependency}}" as string & Typed<ReconcileMutation, ReconcileMutationVariables>;
export const read = "query Read($name:String!$at:VersionSelector$since:Int!$first:Int$after:String){agent(name:$name){...agent versions(first:$first after:$after){nodes{number}pageInfo{hasNextPage endCursor}}version(at:$at){...version prompt{server name arguments drifted}tools{server drifted tool{name}}drift{path before after diff}changes(since:$since){path before after diff}}}}fragment version on AgentVersion{id number hash note instructions model mistralAgentId}fragment agent on Agent{id name archivedAt aliases{name version{number}movedBy{name}}}" as string & Typed<ReadQuery, ReadQueryVariables>;
