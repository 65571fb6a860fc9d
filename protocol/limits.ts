/** Limits of this deployment, which `serverInfo.limits` shows. */
export const limits = {
  /** UTF-16 units of a message. */
  messageLength: 32_000,
  /** Nodes of a page by default. */
  pageSizeDefault: 50,
  /** Nodes of a page. */
  pageSize: 250,
  /** Ids of one `nodes` query. */
  nodes: 100,
  /** Queued turns of a conversation. */
  queuedTurns: 20,
  /** Cost of an operation. */
  operationCost: 20_000,
  /** Nesting depth of an operation. */
  operationDepth: 12,
  /** Tokens of an operation's text. */
  operationTokens: 2_000,
  /** Aliases of one operation, which could request the same field many times. */
  operationAliases: 60,
  /** Open subscriptions of a connection. */
  subscriptionsPerConnection: 100,
  /** UTF-16 units of the id that a WebSocket client gives an operation. */
  operationIdLength: 200,
  /** UTF-16 units of a subscription with its variables as JSON: it stays in memory as long as the stream. */
  subscriptionLength: 16_384,
  /** Bytes of a request body and of a WebSocket message. */
  bodyBytes: 1_000_000,
  /** Levels of objects and lists in a JSON value. */
  jsonDepth: 64,
  /** Labels of a conversation. */
  labels: 20,
  /** UTF-16 units of a label or a title. */
  labelLength: 200,
  /** Tools of an agent (Mistral's limit). */
  tools: 128,
  /** UTF-16 units of the question of a research run. */
  questionLength: 4_000,
  /** Ticker symbols of a research run. */
  symbols: 10,
  /** Bytes of a tool's file that is stored. */
  fileBytes: 20_000_000,
  /** Names of agents, or of models, in one usage query. */
  usageNames: 100,
  /** Days of one usage query. */
  usageDays: 400,
  /** Rows of its result. */
  usageRows: 5_000,
  /** Shares of a conversation or a research run. */
  shares: 100,
  /** UTF-16 units of a subject or the name of a group. */
  subjectLength: 200,
  /** UTF-16 units of an idempotency key. */
  keyLength: 200,
} as const;

/** Retention of idempotency keys, as an ISO 8601 duration. */
export const idempotencyRetention = "P30D";
/** The same, ms. */
export const idempotencyRetentionMs = 30 * 24 * 60 * 60_000;
