/** What this deployment accepts; shown in `serverInfo.limits`, enforced where it is named. */
export const limits = {
  /** Most UTF-16 units of a message. */
  messageLength: 32_000,
  /** Nodes of a page unless told. */
  pageSizeDefault: 50,
  /** Most nodes of a page. */
  pageSize: 250,
  /** Most ids of one `nodes`. */
  nodes: 100,
  /** Most turns that wait in a conversation. */
  queuedTurns: 20,
  /** Most cost of an operation. */
  operationCost: 20_000,
  /** Deepest nesting of an operation. */
  operationDepth: 12,
  /** Most tokens of an operation's text. */
  operationTokens: 2_000,
  /** Most aliases of one selection tree; keeps one request from asking the same thing a thousand times. */
  operationAliases: 60,
  /** Most open subscriptions of a connection. */
  subscriptionsPerConnection: 100,
  /** Longest id that a WebSocket peer gives an operation, UTF-16 units. */
  operationIdLength: 200,
  /** Longest JSON text of a subscription with its variables, UTF-16 units: it is kept as long as the stream. */
  subscriptionLength: 16_384,
  /** Largest request body and socket message, bytes. */
  bodyBytes: 1_000_000,
  /** Most levels of objects and lists in a JSON value. */
  jsonDepth: 64,
  /** Most labels of a conversation. */
  labels: 20,
  /** Most UTF-16 units of a label or a title. */
  labelLength: 200,
  /** Most tools of an agent; Mistral's limit. */
  tools: 128,
  /** Most UTF-16 units of the question of a research run. */
  questionLength: 4_000,
  /** Most ticker symbols of a research run. */
  symbols: 10,
  /** Largest file of a tool that is kept, bytes. */
  fileBytes: 20_000_000,
  /** Most names of agents, or of models, that one question for usage keeps to. */
  usageNames: 100,
  /** Most days of one question for usage. */
  usageDays: 400,
  /** Most rows of its answer. */
  usageRows: 5_000,
  /** Longest idempotency key. */
  keyLength: 200,
} as const;

/** How long an idempotency key is remembered. ISO 8601. */
export const idempotencyRetention = "P30D";
/** The same, ms. */
export const idempotencyRetentionMs = 30 * 24 * 60 * 60_000;
