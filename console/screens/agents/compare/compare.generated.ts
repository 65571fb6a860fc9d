// Written by `deno task documents` from compare.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact } from "../../../document-types.generated.ts";

export type AgentChangesQueryVariables = Exact<{
  name: string;
  from: number;
  to: number;
}>;
export type AgentChangesQuery = { agent: { id: string, version: { id: string, number: number, changes: Array<{ path: string, before: unknown, after: unknown, diff: string | null }> | null } | null } | null };
export const agentChanges = "query AgentChanges($name:String!$from:Int!$to:Int!){agent(name:$name){id version(at:{number:$to}){id number changes(since:$from){path before after diff}}}}" as string & Typed<AgentChangesQuery, AgentChangesQueryVariables>;
