// Written by `deno task documents` from chat.graphql.
// deno-lint-ignore-file
import type { Typed } from "../../clients/client/document.ts";
import type { Exact, Role, SendMessageInput, Status, TextKind } from "../../schema/document-types.generated.ts";

export type ChatEventsSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;
export type ChatEventsSubscription = { event:
    | { __typename: 'ApprovalChanged', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'ConversationClosed', cursor: string, fromSeq: number, seq: number }
    | { __typename: 'EntryChanged', cursor: string, fromSeq: number, seq: number, entryId: string, status: Status, entry:
        | { __typename: 'Handoff', id: string, status: Status }
        | { __typename: 'Message', role: Role, id: string, status: Status, content: Array<
            | { __typename: 'CitationContent' }
            | { __typename: 'MediaContent' }
            | { __typename: 'TextContent', text: string | null }
            | { __typename: 'ThinkingContent' }
          > }
        | { __typename: 'ToolCall', server: string, name: string, arguments: unknown, result: string | null, id: string, status: Status }
       | null }
    | { __typename: 'StepChanged', cursor: string, fromSeq: number, seq: number, stepId: string, status: Status, attempt: number }
    | { __typename: 'TextDelta', cursor: string, fromSeq: number, seq: number, nodeId: string, part: number, kind: TextKind, offset: number, text: string }
    | { __typename: 'TurnChanged', cursor: string, fromSeq: number, seq: number, turnId: string, status: Status }
   };
export type ChatSendMutationVariables = Exact<{
  input: SendMessageInput;
}>;
export type ChatSendMutation = { result:
    | { __typename: 'BudgetExceededError', message: string }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'SendMessagePayload', turn: { id: string } }
    | { __typename: 'ValidationError', message: string }
   };
export const chatEvents = "subscription ChatEvents($id:ID!$after:String){event:conversationEvents(id:$id after:$after){__typename ...on Event{cursor fromSeq seq}...on EntryChanged{entryId status entry{__typename id status ...on Message{role content{__typename ...on TextContent{text}}}...on ToolCall{server name arguments result}}}...on TextDelta{nodeId part kind offset text}...on TurnChanged{turnId status}...on StepChanged{stepId status attempt}}}" as string & Typed<ChatEventsSubscription, ChatEventsSubscriptionVariables>;
export const chatSend = "mutation ChatSend($input:SendMessageInput!){result:sendMessage(input:$input){__typename ...on SendMessagePayload{turn{id}}...on UserError{message}}}" as string & Typed<ChatSendMutation, ChatSendMutationVariables>;
