// Written by `deno task documents` from research.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { Exact, Status } from "../../schema/document-types.generated.ts";

export type TimedQueryVariables = Exact<{
  id: string;
}>;
export type TimedQuery = { researchRun: { status: Status, createdAt: string, endedAt: string | null, phases: Array<{ startedAt: string | null, endedAt: string | null, work: { conversation: { id: string }, steps: Array<
          | { __typename: 'ModelCall', startedAt: string | null, endedAt: string | null }
          | { __typename: 'ToolCall', startedAt: string | null, endedAt: string | null }
        > } | null }> } | null };
export const timed = "query Timed($id:ID!){researchRun(id:$id){status createdAt endedAt phases{startedAt endedAt work{conversation{id}steps{__typename startedAt endedAt}}}}}" as string & Typed<TimedQuery, TimedQueryVariables>;
