const eventFields = /* GraphQL */ `
  __typename
  ... on Event { cursor fromSeq seq at }
  ... on EntryChanged { entryId status entry { __typename id status ... on Message { role text content { __typename ... on TextContent { text } } } ... on ToolCall { server name arguments result } } }
  ... on TextDelta { nodeId part kind offset text }
  ... on TurnChanged { turnId status }
  ... on StepChanged { stepId status attempt retryAt note failure { code message } }
  ... on ApprovalChanged { approvalId verdict approval { verdict } }
  ... on ConversationClosed { closedBy { kind name } }
`;

const userErrors = /* GraphQL */ `
  ... on UserError { message }
  ... on ValidationError { issues { path message } }
  ... on ConflictError { reason current { id } }
`;

/** Follows a conversation. */
export const events = /* GraphQL */ `
  subscription Events($id: ID!, $after: String) {
    event: conversationEvents(id: $id, after: $after) { ${eventFields} }
  }`;

/** A page of the log. */
export const eventPage = /* GraphQL */ `
  query EventPage($id: ID!, $after: String, $first: Int, $last: Int, $before: String, $wait: Duration) {
    conversation(id: $id) {
      events(after: $after, first: $first, last: $last, before: $before, wait: $wait) {
        nodes { ${eventFields} }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }`;

/** Registers an agent. */
export const register = /* GraphQL */ `
  mutation Register($input: RegisterAgentInput!) {
    registerAgent(input: $input) {
      __typename
      ... on RegisterAgentPayload { created replayed version { id number hash mistralAgentId } }
      ${userErrors}
    }
  }`;

/** Starts a conversation. */
export const start = /* GraphQL */ `
  mutation Start($input: StartConversationInput!) {
    startConversation(input: $input) {
      __typename
      ... on StartConversationPayload { replayed conversation { id } turn { id } }
      ${userErrors}
    }
  }`;

/** Sends a message. */
export const send = /* GraphQL */ `
  mutation Send($input: SendMessageInput!) {
    sendMessage(input: $input) {
      __typename
      ... on SendMessagePayload { replayed eventCursor turn { id } entry { id text idempotencyKey } }
      ... on BudgetExceededError { budget { modelCalls tokens } usage { modelCalls cost { amount currency } } }
      ${userErrors}
    }
  }`;

/** Forks a conversation. */
export const fork = /* GraphQL */ `
  mutation Fork($input: ForkConversationInput!) {
    forkConversation(input: $input) {
      __typename
      ... on ForkConversationPayload { replayed conversation { id forkedFrom { id } } turn { id } }
      ${userErrors}
    }
  }`;

/** Closes a conversation. */
export const close = /* GraphQL */ `
  mutation Close($input: CloseConversationInput!) {
    closeConversation(input: $input) {
      __typename
      ... on CloseConversationPayload { replayed conversation { id closedAt } }
      ... on UserError { message }
      ... on ConflictError { reason current { id } }
    }
  }`;

/** Cancels a turn. */
export const cancel = /* GraphQL */ `
  mutation Cancel($input: CancelTurnInput!) {
    cancelTurn(input: $input) {
      __typename
      ... on CancelTurnPayload { replayed turn { id status cancelReason cancelledBy { kind } } }
      ... on UserError { message }
      ... on ConflictError { reason current { id } }
    }
  }`;

const approvalFields =
  "id verdict argumentsHash proposedArguments expiresAt reason decidedBy { kind } toolCall { id name status turn { id } }";

/** The inbox. */
export const inbox = /* GraphQL */ `
  query Inbox($verdict: Verdict = PENDING) {
    approvals(verdict: $verdict, first: 100) { totalCount eventCursor nodes { ${approvalFields} } }
  }`;

/** Follows the approvals. */
export const approvalEvents = /* GraphQL */ `
  subscription ApprovalEvents($after: String) {
    event: approvalEvents(after: $after) { __typename cursor fromSeq seq at approvalId verdict approval { ${approvalFields} } }
  }`;

/** Decides about an approval. */
export const decide = /* GraphQL */ `
  mutation Decide($input: DecideApprovalInput!) {
    decideApproval(input: $input) {
      __typename
      ... on DecideApprovalPayload { replayed approval { ${approvalFields} } }
      ${userErrors}
    }
  }`;

/** Reads a conversation. */
export const read = /* GraphQL */ `
  query Read($id: ID!) {
    conversation(id: $id) {
      id eventCursor closedAt emulated
      usage { inputTokens outputTokens modelCalls toolCalls estimated possiblyPaidTwice }
      live { fromWorkflow queued runId }
      entries(last: 100) { nodes { __typename id status ... on Message { role text } ... on ToolCall { name arguments result } } }
      turns { nodes { id number status cancelReason messages { text } failure { code message } reply { text } steps { __typename id status attempts ... on ModelCall { model } } } }
    }
  }`;
