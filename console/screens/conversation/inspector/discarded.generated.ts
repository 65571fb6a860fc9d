// Written by `deno task documents` from discarded.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact, Status } from "../../../document-types.generated.ts";

export type ConsoleDiscardedQueryVariables = Exact<{
  id: string;
  last: number;
  before?: string | null | undefined;
}>;
export type ConsoleDiscardedQuery = { conversation: { id: string, events: { pageInfo: { hasPreviousPage: boolean, startCursor: string | null }, nodes: Array<
        | { __typename: 'ApprovalChanged' }
        | { __typename: 'ConversationClosed' }
        | { __typename: 'EntryChanged', entryId: string, status: Status, at: string, entry:
            | { __typename: 'Handoff', turn: { id: string } }
            | { __typename: 'Message', text: string, turn: { id: string } }
            | { __typename: 'ToolCall', name: string, arguments: unknown, turn: { id: string } }
           | null }
        | { __typename: 'FeedItem' }
        | { __typename: 'PhaseChanged' }
        | { __typename: 'ResearchEnded' }
        | { __typename: 'StepChanged' }
        | { __typename: 'TextDelta' }
        | { __typename: 'TurnChanged', turnId: string, status: Status }
      > } } | null };
export const consoleDiscarded = "query ConsoleDiscarded($id:ID!$last:Int!$before:String){conversation(id:$id){id events(last:$last before:$before){pageInfo{hasPreviousPage startCursor}nodes{__typename ...on TurnChanged{turnId status}...on EntryChanged{entryId status at entry{__typename turn{id}...on Message{text}...on ToolCall{name arguments}}}}}}}" as string & Typed<ConsoleDiscardedQuery, ConsoleDiscardedQueryVariables>;
