// Written by `deno task documents` from events.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { ActorKind, Exact, FailureCode, Role, Status, Verdict } from "../../../document-types.generated.ts";

export type ConsoleEventsSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type ConsoleEventsSubscription = { event:
    | { __typename: 'ApprovalChanged', cursor: string, fromSeq: number, seq: number, at: string, approvalId: string, verdict: Verdict, approval: { reason: string | null, decidedBy: { name: string, kind: ActorKind } | null, toolCall: { id: string, name: string, server: string } | null } | null }
    | { __typename: 'ConversationClosed', cursor: string, fromSeq: number, seq: number, at: string, closedBy: { name: string, kind: ActorKind } }
    | { __typename: 'EntryChanged', cursor: string, fromSeq: number, seq: number, at: string, entryId: string, status: Status, entry:
        | { __typename: 'Handoff', from: { agent: { name: string } }, to: { agent: { name: string } } | null }
        | { __typename: 'Message', role: Role }
        | { __typename: 'ToolCall', name: string, server: string }
       | null }
    | { __typename: 'StepChanged', cursor: string, fromSeq: number, seq: number, at: string, stepId: string, status: Status, attempt: number, retryAt: string | null, note: string | null, failure: { code: FailureCode, message: string, traceId: string | null } | null, step:
        | { __typename: 'ModelCall', model: string, usage: { inputTokens: number, outputTokens: number, cost: { amount: string } | null } | null, turn: { id: string, number: number } }
        | { __typename: 'ToolCall', name: string, server: string, turn: { id: string, number: number } }
       | null }
    | { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number, at: string }
    | { __typename: 'TurnChanged', cursor: string, fromSeq: number, seq: number, at: string, turnId: string, status: Status, turn: { number: number, failure: { code: FailureCode, message: string } | null } | null }
   };
type EventEntry_Handoff_Fragment = { __typename: 'Handoff', from: { agent: { name: string } }, to: { agent: { name: string } } | null };
type EventEntry_Message_Fragment = { __typename: 'Message', role: Role };
type EventEntry_ToolCall_Fragment = { __typename: 'ToolCall', name: string, server: string };
export type EventEntryFragment =
  | EventEntry_Handoff_Fragment
  | EventEntry_Message_Fragment
  | EventEntry_ToolCall_Fragment
;
type EventStep_ModelCall_Fragment = { __typename: 'ModelCall', model: string, usage: { inputTokens: number, outputTokens: number, cost: { amount: string } | null } | null, turn: { id: string, number: number } };
type EventStep_ToolCall_Fragment = { __typename: 'ToolCall', name: string, server: string, turn: { id: string, number: number } };
export type EventStepFragment =
  | EventStep_ModelCall_Fragment
  | EventStep_ToolCall_Fragment
;
export const consoleEvents = "subscription ConsoleEvents($id:ID!$after:String){event:conversationEvents(id:$id after:$after deltas:false){__typename ...on Event{cursor fromSeq seq at}...on EntryChanged{entryId status entry{...EventEntry}}...on StepChanged{stepId status attempt retryAt note failure{code message traceId}step{...EventStep}}...on TurnChanged{turnId status turn{number failure{code message}}}...on ApprovalChanged{approvalId verdict approval{decidedBy{name kind}reason toolCall{id name server}}}...on ConversationClosed{closedBy{name kind}}}}fragment EventEntry on Entry{__typename ...on Message{role}...on ToolCall{name server}...on Handoff{from{agent{name}}to{agent{name}}}}fragment EventStep on Step{__typename turn{id number}...on ModelCall{model usage{cost{amount}inputTokens outputTokens}}...on ToolCall{name server}}" as string & Typed<ConsoleEventsSubscription, ConsoleEventsSubscriptionVariables>;
