// Written by `deno task documents` from agent-page.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { ActorKind, ArchiveAgentInput, Exact } from "../../../document-types.generated.ts";

export type AgentPageQueryVariables = Exact<{
  name: string;
  first: number;
  after?: string | null | undefined;
}>;
export type AgentPageQuery = { agent: { id: string, name: string, description: string | null, createdAt: string, archivedAt: string | null, aliases: Array<{ name: string, movedAt: string, movedBy: { kind: ActorKind, name: string }, version: { id: string, number: number } }> | null, aliasMoves: { nodes: Array<{ alias: string, movedAt: string, movedBy: { kind: ActorKind, name: string }, version: { id: string, number: number } | null }>, pageInfo: { hasNextPage: boolean } } | null, versions: { nodes: Array<{ id: string, number: number, createdAt: string, model: string, note: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };
export type AliasStateFragment = { name: string, movedAt: string, movedBy: { kind: ActorKind, name: string }, version: { id: string, number: number } };
export type ConsoleArchiveAgentMutationVariables = Exact<{
  input: ArchiveAgentInput;
}>;
export type ConsoleArchiveAgentMutation = { result:
    | { __typename: 'ArchiveAgentPayload', agent: { id: string, archivedAt: string | null } }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export const agentPage = "query AgentPage($name:String!$first:Int!$after:String){agent(name:$name){id name description createdAt archivedAt aliases{...AliasState}aliasMoves(first:50){nodes{alias movedAt movedBy{kind name}version{id number}}pageInfo{hasNextPage}}versions(first:$first after:$after){nodes{id number createdAt model note}pageInfo{hasNextPage endCursor}}}}fragment AliasState on AgentAlias{name movedAt movedBy{kind name}version{id number}}" as string & Typed<AgentPageQuery, AgentPageQueryVariables>;
export const consoleArchiveAgent = "mutation ConsoleArchiveAgent($input:ArchiveAgentInput!){result:archiveAgent(input:$input){__typename ...on ArchiveAgentPayload{agent{id archivedAt}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleArchiveAgentMutation, ConsoleArchiveAgentMutationVariables>;
