const event = `__typename ... on Event { cursor fromSeq seq }
  ... on EntryChanged { entryId status entry { __typename id status ... on Message { role text content { __typename ... on TextContent { text } } } } }
  ... on TextDelta { nodeId part kind offset text }
  ... on StepChanged { stepId status }
  ... on TurnChanged { turnId status }`;

/** Follows a conversation. */
export const follow = `subscription Follow($id: ID!, $after: String) {
  event: conversationEvents(id: $id, after: $after) { ${event} } }`;

/** The log, page by page. */
export const log = `query Log($id: ID!, $after: String) { conversation(id: $id) {
  events(after: $after, first: 100) { nodes { ${event} } pageInfo { hasNextPage endCursor } } } }`;

/** A conversation as it stands. */
export const read = `query Read($id: ID!) { conversation(id: $id) {
  entries(last: 100) { nodes { __typename id status ... on Message { role text idempotencyKey } } }
  turns(last: 100) { nodes { id status steps { __typename id status attempts endedAt } } } } }`;

/** Whether the tools are listed. */
export const servers = `{ mcpServers { tools { name } } }`;

/** Registers an agent. */
export const register =
  `mutation Register($input: RegisterAgentInput!) { result: registerAgent(input: $input) {
  __typename ... on UserError { message } } }`;

/** Starts a conversation. */
export const start =
  `mutation Start($input: StartConversationInput!) { result: startConversation(input: $input) {
  __typename ... on StartConversationPayload { conversation { id } } ... on UserError { message } } }`;

/** Sends a message. */
export const send = `mutation Send($input: SendMessageInput!) { result: sendMessage(input: $input) {
  __typename ... on SendMessagePayload { turn { id } } ... on UserError { message } } }`;
