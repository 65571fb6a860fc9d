const register = `# 1. An agent with a tool. Registering the same again makes no new version.
mutation Register {
  registerAgent(input: {
    idempotencyKey: "graphiql-register-1"
    name: "price-analyst"
    model: "mistral-medium-latest"
    instructions: { text: "You answer questions about share prices. Look prices up before you answer." }
    tools: [{ server: "prices", name: "get_current_stock_price" }]
    alias: "stable"
  }) {
    ... on RegisterAgentPayload { created version { number hash agent { name } } }
    ... on UserError { __typename message }
    ... on ValidationError { issues { path message } }
  }
}
`;

const start = `# 2. A conversation with a first message. Its id goes into the tabs 3 and 4.
mutation Start($key: String! = "graphiql-start-1") {
  startConversation(input: {
    idempotencyKey: $key
    agent: "price-analyst"
    title: "Two stocks"
    content: [{ text: "What do AAPL and MSFT cost now?" }]
  }) {
    ... on StartConversationPayload { replayed conversation { id eventCursor } turn { id status } }
    ... on UserError { __typename message }
  }
}
`;

const send = `# 4. A further message, at any time. A new key for each new message.
mutation Send($id: ID!, $key: String! = "graphiql-send-1") {
  sendMessage(input: {
    idempotencyKey: $key
    conversationId: $id
    content: [{ text: "Which of the two costs more?" }]
  }) {
    ... on SendMessagePayload { eventCursor turn { number status } }
    ... on UserError { __typename message }
  }
}
`;

const watch = `# 3. All that happens in it, from its first event on, token by token.
subscription Watch($id: ID!) {
  conversationEvents(id: $id) {
    __typename
    ... on Event { seq fromSeq at }
    ... on TextDelta { nodeId part offset text }
    ... on EntryChanged { status entry { id ... on Message { role text } ... on ToolCall { server name arguments result } } }
    ... on StepChanged { status attempt retryAt failure { code message } }
    ... on TurnChanged { status turn { number usage { inputTokens outputTokens } failure { code message } } }
  }
}
`;

const variables = JSON.stringify({ id: "conversation_" }, null, 2);

/** What GraphiQL opens with: the way from an agent to its second answer. */
export const exampleTabs = [
  { query: register },
  { query: start },
  { query: watch, variables },
  { query: send, variables },
];
