// Written by `deno task documents` from list.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact, StartResearchInput, Status } from "../../../document-types.generated.ts";

export type ConsoleResearchRunsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  status?: Status | null | undefined;
}>;
export type ConsoleResearchRunsQuery = { researchRuns: { nodes: Array<{ id: string, question: string, status: Status, verified: boolean, createdAt: string, endedAt: string | null, emulated: boolean, sampleMarketData: boolean, resolvedSymbols: Array<{ symbol: string, name: string | null, known: boolean | null }>, usage: { cost: { amount: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };
export type ConsoleStartResearchMutationVariables = Exact<{
  input: StartResearchInput;
}>;
export type ConsoleStartResearchMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'StartResearchPayload', research: { id: string } }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, message: string }> }
   };
export const consoleResearchRuns = "query ConsoleResearchRuns($first:Int!$after:String$status:Status){researchRuns(first:$first after:$after status:$status){nodes{id question status verified createdAt endedAt emulated sampleMarketData resolvedSymbols{symbol name known}usage{cost{amount}}}pageInfo{hasNextPage endCursor}}}" as string & Typed<ConsoleResearchRunsQuery, ConsoleResearchRunsQueryVariables>;
export const consoleStartResearch = "mutation ConsoleStartResearch($input:StartResearchInput!){result:startResearch(input:$input){__typename ...on StartResearchPayload{research{id}}...on UserError{message}...on ValidationError{issues{path message}}}}" as string & Typed<ConsoleStartResearchMutation, ConsoleStartResearchMutationVariables>;
