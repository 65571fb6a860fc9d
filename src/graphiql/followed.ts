// These functions run in the browser too: each may call only those that page.ts includes.

/** The subscription of the panel; its events are those of `showEvent`. */
export const followQuery = `subscription Panel($id: ID!) {
  conversationEvents(id: $id) {
    __typename
    ... on TextDelta { nodeId part kind offset text }
    ... on EntryChanged {
      entryId
      status
      entry {
        ... on Message { role text }
        ... on ToolCall { name arguments result }
      }
    }
    ... on ApprovalChanged {
      approvalId
      verdict
      approval { argumentsHash proposedArguments expiresAt toolCall { name } }
    }
    ... on StepChanged { stepId retryAt failure { code message } }
    ... on TurnChanged { turnId status turn { failure { code message } } }
  }
}`;

/**
 * The conversation that the panel shows after an operation: the one that it started, sent a message to or subscribed
 * to. Null: the operation names none, so the panel does not change. `request`: the body as it was sent; `answer`: null
 * for a subscription.
 */
export function followedConversation(request: string, answer: unknown): string | null {
  type Payload = { __typename?: string; conversation?: { id?: unknown } } | null;
  const data = (answer as { data?: Record<string, Payload> | null } | null)?.data;
  const started = data?.startConversation?.conversation?.id;
  if (typeof started === "string") return started;
  const names = /"subscribe"/.test(request) ? /conversationEvents/ : /sendMessage/;
  return names.test(request) ? /conversation_[\w-]+/.exec(request)?.[0] ?? null : null;
}
