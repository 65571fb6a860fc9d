// Written by `deno task documents` from recording.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { ActorKind, Exact, FailureCode, Role, Status, TextKind } from "../../schema/document-types.generated.ts";

export type RecordedSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type RecordedSubscription = { conversationEvents:
    | { __typename: 'ApprovalChanged', cursor: string, fromSeq: number, seq: number, at: string }
    | { __typename: 'ConversationClosed', cursor: string, fromSeq: number, seq: number, at: string, closedBy: { kind: ActorKind, name: string } }
    | { __typename: 'EntryChanged', cursor: string, fromSeq: number, seq: number, at: string, entryId: string, status: Status, entry:
        | { __typename: 'Handoff', id: string, status: Status }
        | { __typename: 'Message', role: Role, id: string, status: Status, content: Array<
            | { __typename: 'CitationContent' }
            | { __typename: 'MediaContent' }
            | { __typename: 'TextContent', text: string | null }
            | { __typename: 'ThinkingContent' }
          > }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, id: string, status: Status }
       | null }
    | { __typename: 'StepChanged', cursor: string, fromSeq: number, seq: number, at: string, stepId: string, status: Status, attempt: number, retryAt: string | null, note: string | null, failure: { code: FailureCode, message: string } | null, step:
        | { __typename: 'ModelCall', id: string, status: Status }
        | { __typename: 'ToolCall', id: string, status: Status, server: string, name: string, arguments: unknown, result: string | null }
       | null }
    | { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number, at: string, nodeId: string, part: number, kind: TextKind, offset: number, text: string }
    | { __typename: 'TurnChanged', cursor: string, fromSeq: number, seq: number, at: string, turnId: string, status: Status, turn: { id: string, number: number, status: Status, failure: { code: FailureCode, message: string } | null } | null }
   };
type Entry_Handoff_Fragment = { __typename: 'Handoff', id: string, status: Status };
type Entry_Message_Fragment = { __typename: 'Message', role: Role, id: string, status: Status, content: Array<
    | { __typename: 'CitationContent' }
    | { __typename: 'MediaContent' }
    | { __typename: 'TextContent', text: string | null }
    | { __typename: 'ThinkingContent' }
  > };
type Entry_ToolCall_Fragment = { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, id: string, status: Status };
export type EntryFragment =
  | Entry_Handoff_Fragment
  | Entry_Message_Fragment
  | Entry_ToolCall_Fragment
;
export const recorded = "subscription Recorded($id:ID!$after:String){conversationEvents(id:$id after:$after){__typename ...on Event{cursor fromSeq seq at}...on TextDelta{nodeId part kind offset text}...on EntryChanged{entryId status entry{...entry}}...on StepChanged{stepId status attempt retryAt note failure{code message}step{__typename id status ...entry}}...on TurnChanged{turnId status turn{id number status failure{code message}}}...on ConversationClosed{closedBy{kind name}}}}fragment entry on Entry{__typename id status ...on Message{role content{__typename ...on TextContent{text}}}...on ToolCall{server name arguments result}}" as string & Typed<RecordedSubscription, RecordedSubscriptionVariables>;
