/** All that an event of a conversation says, and of what it links, what a screen shows. */
export const recordedEvents = /* GraphQL */ `
  subscription RecordedEvents($id: ID!, $after: String) {
    conversationEvents(id: $id, after: $after) {
      __typename
      ... on Event { cursor fromSeq seq at }
      ... on TextDelta { nodeId part kind offset text }
      ... on EntryChanged { entryId status entry { ...entry } }
      ... on StepChanged {
        stepId status attempt retryAt note
        failure { code message }
        step { __typename id status ...entry }
      }
      ... on TurnChanged { turnId status turn { id number status failure { code message } } }
      ... on ConversationClosed { closedBy { kind name } }
    }
  }
  fragment entry on Entry {
    __typename
    id
    status
    ... on Message { role content { __typename ... on TextContent { text } } }
    ... on ToolCall { server name arguments result }
  }`;

/** An event as that document selects it. */
export type RecordedEvent =
  & { cursor: string; fromSeq: number; seq: number }
  & (
    | { __typename: "TextDelta"; nodeId: string; kind: string; offset: number; text: string }
    | {
      __typename: "EntryChanged";
      entryId: string;
      status: string;
      entry: { __typename: string; role?: string; name?: string } | null;
    }
    | {
      __typename: "StepChanged";
      stepId: string;
      status: string;
      attempt: number;
      note: string | null;
      failure: { code: string; message: string } | null;
      step: { __typename: string; name?: string } | null;
    }
    | { __typename: "TurnChanged"; turnId: string; status: string }
    | { __typename: "ConversationClosed"; closedBy: { kind: string; name: string } }
  );
