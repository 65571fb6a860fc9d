const register = `# 1. An agent with a tool. Registering the same
#    specification again makes no new version.
mutation Register {
  registerAgent(input: {
    idempotencyKey: "$new"
    name: "price-analyst"
    model: "mistral-medium-latest"
    instructions: { text: """
      You answer questions about share prices.
      Look prices up before you answer.
    """ }
    tools: [{
      server: "prices"
      name: "get_current_stock_price"
    }]
    alias: "stable"
  }) {
    ... on RegisterAgentPayload {
      created
      version { number hash agent { name } }
    }
    ... on UserError { __typename message }
    ... on ValidationError { issues { path message } }
  }
}
`;

const start = `# 2. A conversation with a first message; run
#    tab 1 first. The answer appears below.
#    "$new" becomes a new key at each run.
mutation Start {
  startConversation(input: {
    idempotencyKey: "$new"
    agent: "price-analyst"
    title: "Two stocks"
    content: [{ text: "What do AAPL and MSFT cost now?" }]
  }) {
    ... on StartConversationPayload {
      conversation { id eventCursor }
      turn { id status }
    }
    ... on UserError { __typename message }
  }
}
`;

const watch = `# 3. Every event of the conversation that tab 2
#    started last ("$conversation").
#    To open another tab ends the subscription.
subscription Watch {
  conversationEvents(id: "$conversation") {
    __typename
    ... on Event { seq fromSeq at }
    ... on TextDelta { nodeId part offset text }
    ... on EntryChanged {
      status
      entry {
        id
        ... on Message { role text }
        ... on ToolCall { server name arguments result }
      }
    }
    ... on StepChanged {
      status attempt retryAt
      failure { code message }
    }
    ... on TurnChanged {
      status
      turn {
        number
        usage { inputTokens outputTokens }
        failure { code message }
      }
    }
  }
}
`;

const send = `# 4. A further message, at any time. The answer
#    appears below.
mutation Send {
  sendMessage(input: {
    idempotencyKey: "$new"
    conversationId: "$conversation"
    content: [{ text: "Which of the two costs more?" }]
  }) {
    ... on SendMessagePayload {
      eventCursor
      turn { number status }
    }
    ... on UserError { __typename message }
  }
}
`;

const inbox = `# 5. Tool calls that wait for a human. To see one:
#    in tab 1 put "policy: ASK" after the tool's
#    name and run it; then run tab 2 again.
query Inbox {
  approvals {
    totalCount
    nodes {
      id argumentsHash expiresAt
      toolCall { server name }
      proposedArguments
    }
  }
}
`;

const approve = `# 6. The verdict on the first call that waits; run
#    it once per call. To reject, replace approve
#    by reject: { reason: "..." }.
mutation Approve {
  decideApproval(input: {
    idempotencyKey: "$new"
    approvalId: "$approval"
    argumentsHash: "$argumentsHash"
    verdict: { approve: { always: false } }
  }) {
    ... on DecideApprovalPayload {
      approval { verdict decidedAt }
    }
    ... on UserError { __typename message }
  }
}
`;

/**
 * The initial tabs of GraphiQL: from an agent to its second answer, and the decision of an approval. GraphiQL names
 * each tab by its operation. The page replaces the placeholders with a `$`.
 */
export const exampleTabs = [register, start, watch, send, inbox, approve].map((query) => ({
  query,
}));
