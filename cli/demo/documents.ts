const entry = /* GraphQL */ `
  fragment entry on Entry {
    __typename
    id
    status
    ... on Message { role content { __typename ... on TextContent { text } } }
    ... on ToolCall { server name arguments result }
  }`;

const userErrors = /* GraphQL */ `
  ... on UserError { message }
  ... on ValidationError { issues { path message } }`;

/** What is real here, and which tools there are. */
export const about = /* GraphQL */ `
  query About {
    serverInfo { version emulated sampleMarketData }
    mcpServers { name tools { name } }
  }`;

/** Registers the agent. */
export const register = /* GraphQL */ `
  mutation Register($input: RegisterAgentInput!) {
    result: registerAgent(input: $input) {
      __typename
      ... on RegisterAgentPayload { created version { number model tools { tool { name } } } }
      ${userErrors}
    }
  }`;

/** Starts a conversation. */
export const start = /* GraphQL */ `
  mutation Start($input: StartConversationInput!) {
    result: startConversation(input: $input) {
      __typename
      ... on StartConversationPayload { conversation { id } turn { id } }
      ${userErrors}
    }
  }`;

/** Sends a message. */
export const send = /* GraphQL */ `
  mutation Send($input: SendMessageInput!) {
    result: sendMessage(input: $input) {
      __typename
      ... on SendMessagePayload { turn { id } }
      ${userErrors}
    }
  }`;

/** Follows a conversation. */
export const events = /* GraphQL */ `
  subscription Events($id: ID!, $after: String) {
    conversationEvents(id: $id, after: $after) {
      __typename
      ... on Event { cursor fromSeq seq }
      ... on EntryChanged { entryId status entry { ...entry } }
      ... on StepChanged {
        stepId
        status
        attempt
        failure { message }
        step { __typename ... on ToolCall { ...entry } }
      }
      ... on TurnChanged {
        turnId
        status
        turn {
          usage { modelCalls toolCalls inputTokens outputTokens }
          failure { code message }
          startedAt
          endedAt
        }
      }
      ... on TextDelta { nodeId part kind offset text }
    }
  }${entry}`;

/** A page of the log behind a cursor, to hold what was read live against it. */
export const log = /* GraphQL */ `
  query Log($id: ID!, $after: String) {
    conversation(id: $id) {
      events(after: $after, first: 250) {
        nodes { seq }
        pageInfo { hasNextPage endCursor }
      }
    }
  }`;

/** The entries as they are stored. */
export const stored = /* GraphQL */ `
  query Stored($id: ID!) {
    conversation(id: $id) {
      usage { modelCalls toolCalls inputTokens outputTokens }
      entries(first: 250) { nodes { ...entry } }
    }
  }${entry}`;
