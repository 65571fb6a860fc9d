// Written by `deno task documents` from failures.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact, FailureCode } from "../../document-types.generated.ts";

export type ConsoleFailuresQueryVariables = Exact<{
  after?: string | null | undefined;
}>;
export type ConsoleFailuresQuery = { failedTurns: { nodes: Array<{ id: string, number: number, endedAt: string | null, traceUrl: string | null, failure: { code: FailureCode, message: string, traceId: string | null } | null, conversation: { id: string, title: string | null, firstText: string | null, agentVersion: { number: number, agent: { name: string } } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };
export const consoleFailures = "query ConsoleFailures($after:String){failedTurns(first:20 after:$after){nodes{id number endedAt failure{code message traceId}traceUrl conversation{id title firstText agentVersion{number agent{name}}}}pageInfo{hasNextPage endCursor}}}" as string & Typed<ConsoleFailuresQuery, ConsoleFailuresQueryVariables>;
