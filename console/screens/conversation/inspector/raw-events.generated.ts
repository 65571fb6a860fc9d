// Written by `deno task documents` from raw-events.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact, FailureCode, Status, Verdict } from "../../../document-types.generated.ts";

export type ConsoleRawEventsQueryVariables = Exact<{
  id: string;
  last: number;
  before?: string | null | undefined;
}>;
export type ConsoleRawEventsQuery = { conversation: { id: string, events: { pageInfo: { hasPreviousPage: boolean, startCursor: string | null }, nodes: Array<
        | { __typename: 'ApprovalChanged', seq: number, at: string, approvalId: string, verdict: Verdict }
        | { __typename: 'ConversationClosed', seq: number, at: string }
        | { __typename: 'EntryChanged', seq: number, at: string, entryId: string, status: Status }
        | { __typename: 'FeedItem', seq: number, at: string }
        | { __typename: 'PhaseChanged', seq: number, at: string }
        | { __typename: 'ResearchEnded', seq: number, at: string }
        | { __typename: 'StepChanged', seq: number, at: string, stepId: string, status: Status, attempt: number, retryAt: string | null, note: string | null, failure: { code: FailureCode, message: string } | null }
        | { __typename: 'TextDelta', seq: number, at: string }
        | { __typename: 'TurnChanged', seq: number, at: string, turnId: string, status: Status }
      > } } | null };
export const consoleRawEvents = "query ConsoleRawEvents($id:ID!$last:Int!$before:String){conversation(id:$id){id events(last:$last before:$before){pageInfo{hasPreviousPage startCursor}nodes{__typename ...on Event{seq at}...on EntryChanged{entryId status}...on StepChanged{stepId status attempt retryAt note failure{code message}}...on TurnChanged{turnId status}...on ApprovalChanged{approvalId verdict}}}}}" as string & Typed<ConsoleRawEventsQuery, ConsoleRawEventsQueryVariables>;
