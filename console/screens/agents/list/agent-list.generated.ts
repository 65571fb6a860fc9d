// Written by `deno task documents` from agent-list.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact } from "../../../document-types.generated.ts";

export type AgentListQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  archived: boolean;
}>;
export type AgentListQuery = { agents: { nodes: Array<{ id: string, name: string, description: string | null, archivedAt: string | null, aliases: Array<{ name: string, version: { id: string, number: number } }> | null, version: { id: string, number: number, model: string, createdAt: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };
export const agentList = "query AgentList($first:Int!$after:String$archived:Boolean!){agents(first:$first after:$after archived:$archived){nodes{id name description archivedAt aliases{name version{id number}}version{id number model createdAt}}pageInfo{hasNextPage endCursor}}}" as string & Typed<AgentListQuery, AgentListQueryVariables>;
