// Written by `deno task schema`.
/** The object types of each interface and union: for Apollo's InMemoryCache. */
export const possibleTypes: Record<string, string[]> = {
  "ArchiveAgentResult": [
    "ArchiveAgentPayload",
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "ValidationError"
  ],
  "CancelResearchResult": [
    "CancelResearchPayload",
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "ValidationError"
  ],
  "CancelTurnResult": [
    "CancelTurnPayload",
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "ValidationError"
  ],
  "CloseConversationResult": [
    "CloseConversationPayload",
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "ValidationError"
  ],
  "Content": [
    "CitationContent",
    "MediaContent",
    "TextContent",
    "ThinkingContent"
  ],
  "ConversationEvent": [
    "ApprovalChanged",
    "ConversationClosed",
    "EntryChanged",
    "StepChanged",
    "TextDelta",
    "TurnChanged"
  ],
  "CreateApiKeyResult": [
    "ConflictError",
    "CreateApiKeyPayload",
    "ForbiddenError",
    "RateLimitedError",
    "UnavailableError",
    "ValidationError"
  ],
  "CreateSessionTokenResult": [
    "ConflictError",
    "CreateSessionTokenPayload",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "UnavailableError",
    "ValidationError"
  ],
  "CreateStreamTicketResult": [
    "ConflictError",
    "CreateStreamTicketPayload",
    "ForbiddenError",
    "RateLimitedError",
    "ValidationError"
  ],
  "DecideApprovalResult": [
    "ConflictError",
    "DecideApprovalPayload",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "ValidationError"
  ],
  "Entry": [
    "Handoff",
    "Message",
    "ToolCall"
  ],
  "Event": [
    "ApprovalChanged",
    "ConversationClosed",
    "EntryChanged",
    "PhaseChanged",
    "ResearchEnded",
    "StepChanged",
    "TextDelta",
    "TurnChanged"
  ],
  "ForkConversationResult": [
    "BudgetExceededError",
    "ConflictError",
    "ForbiddenError",
    "ForkConversationPayload",
    "NotFoundError",
    "RateLimitedError",
    "ValidationError"
  ],
  "ForkResearchResult": [
    "BudgetExceededError",
    "ConflictError",
    "ForbiddenError",
    "ForkResearchPayload",
    "NotFoundError",
    "RateLimitedError",
    "ValidationError"
  ],
  "Node": [
    "Agent",
    "AgentVersion",
    "ApiKey",
    "Approval",
    "Conversation",
    "Handoff",
    "McpServer",
    "Message",
    "ModelCall",
    "ResearchPhase",
    "ResearchRun",
    "ToolCall",
    "Turn"
  ],
  "PhaseOutcome": [
    "Analysis",
    "Findings",
    "Plan",
    "Report",
    "Verification"
  ],
  "ReconcileAgentsResult": [
    "ConflictError",
    "ForbiddenError",
    "RateLimitedError",
    "ReconcileAgentsPayload",
    "UnavailableError",
    "ValidationError"
  ],
  "RegisterAgentResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "RegisterAgentPayload",
    "UnavailableError",
    "ValidationError"
  ],
  "ResearchEvent": [
    "PhaseChanged",
    "ResearchEnded",
    "TextDelta"
  ],
  "RevokeAccessResult": [
    "ConflictError",
    "ForbiddenError",
    "RateLimitedError",
    "RevokeAccessPayload",
    "ValidationError"
  ],
  "RevokeApiKeyResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "RevokeApiKeyPayload",
    "ValidationError"
  ],
  "RevokeSessionTokenResult": [
    "ConflictError",
    "ForbiddenError",
    "RateLimitedError",
    "RevokeSessionTokenPayload",
    "ValidationError"
  ],
  "RotateApiKeyResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "RotateApiKeyPayload",
    "UnavailableError",
    "ValidationError"
  ],
  "SendMessageResult": [
    "BudgetExceededError",
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "SendMessagePayload",
    "ValidationError"
  ],
  "SetAgentAliasResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "SetAgentAliasPayload",
    "ValidationError"
  ],
  "SetTenantQuotaResult": [
    "ConflictError",
    "ForbiddenError",
    "RateLimitedError",
    "SetTenantQuotaPayload",
    "ValidationError"
  ],
  "ShareConversationResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "ShareConversationPayload",
    "ValidationError"
  ],
  "ShareResearchResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "ShareResearchPayload",
    "ValidationError"
  ],
  "StartConversationResult": [
    "BudgetExceededError",
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "StartConversationPayload",
    "ValidationError"
  ],
  "StartResearchResult": [
    "BudgetExceededError",
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "StartResearchPayload",
    "UnavailableError",
    "ValidationError"
  ],
  "Step": [
    "ModelCall",
    "ToolCall"
  ],
  "UnshareConversationResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "UnshareConversationPayload",
    "ValidationError"
  ],
  "UnshareResearchResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "UnshareResearchPayload",
    "ValidationError"
  ],
  "UserError": [
    "BudgetExceededError",
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "UnavailableError",
    "ValidationError"
  ]
};
/** The JSON types of the schema's scalars. */
export const scalars = {
  "Date": "string",
  "DateTime": "string",
  "Decimal": "string",
  "Duration": "string",
  "ID": "string",
  "JSON": "unknown",
  "LargeInt": "number"
};
/** Types without an id: for urql's Graphcache, which stores them in the object that has them. */
export const keys: Record<string, () => null> = {
  Actor: () => null,
  AgentAlias: () => null,
  AgentConnection: () => null,
  AgentEdge: () => null,
  AgentTool: () => null,
  AgentVersionConnection: () => null,
  AgentVersionEdge: () => null,
  Analysis: () => null,
  ApiKeyConnection: () => null,
  ApiKeyEdge: () => null,
  ApprovalChanged: () => null,
  ApprovalConnection: () => null,
  ApprovalEdge: () => null,
  ArchiveAgentPayload: () => null,
  AuditEvent: () => null,
  AuditEventConnection: () => null,
  AuditEventEdge: () => null,
  Budget: () => null,
  BudgetExceededError: () => null,
  CancelResearchPayload: () => null,
  CancelTurnPayload: () => null,
  Change: () => null,
  CitationContent: () => null,
  CloseConversationPayload: () => null,
  ConflictError: () => null,
  ConversationClosed: () => null,
  ConversationConnection: () => null,
  ConversationEdge: () => null,
  CreateApiKeyPayload: () => null,
  CreateSessionTokenPayload: () => null,
  CreateStreamTicketPayload: () => null,
  DecideApprovalPayload: () => null,
  Derivation: () => null,
  DerivationInput: () => null,
  Download: () => null,
  EntryChanged: () => null,
  EntryConnection: () => null,
  EntryEdge: () => null,
  EventConnection: () => null,
  EventEdge: () => null,
  Failure: () => null,
  Findings: () => null,
  ForbiddenError: () => null,
  ForkConversationPayload: () => null,
  ForkResearchPayload: () => null,
  Gap: () => null,
  Limits: () => null,
  Live: () => null,
  McpListingProblem: () => null,
  MediaContent: () => null,
  Metric: () => null,
  ModelSettings: () => null,
  Money: () => null,
  NotFoundError: () => null,
  PageInfo: () => null,
  PhaseChanged: () => null,
  Plan: () => null,
  PlannedSearch: () => null,
  Point: () => null,
  Prompt: () => null,
  PromptArgument: () => null,
  PromptSource: () => null,
  RateLimitedError: () => null,
  ReconcileAgentsPayload: () => null,
  RegisterAgentPayload: () => null,
  Report: () => null,
  ReportSection: () => null,
  ResearchEnded: () => null,
  ResearchRunConnection: () => null,
  ResearchRunEdge: () => null,
  ResolvedSymbol: () => null,
  RevokeAccessPayload: () => null,
  RevokeApiKeyPayload: () => null,
  RevokeSessionTokenPayload: () => null,
  RotateApiKeyPayload: () => null,
  SendMessagePayload: () => null,
  Series: () => null,
  ServerInfo: () => null,
  SetAgentAliasPayload: () => null,
  SetTenantQuotaPayload: () => null,
  Share: () => null,
  ShareConversationPayload: () => null,
  ShareResearchPayload: () => null,
  Source: () => null,
  StartConversationPayload: () => null,
  StartResearchPayload: () => null,
  StepChanged: () => null,
  TenantQuota: () => null,
  TextContent: () => null,
  TextDelta: () => null,
  ThinkingContent: () => null,
  Tool: () => null,
  TurnChanged: () => null,
  TurnConnection: () => null,
  TurnEdge: () => null,
  UnavailableError: () => null,
  UnshareConversationPayload: () => null,
  UnshareResearchPayload: () => null,
  UnsupportedNumber: () => null,
  Usage: () => null,
  UsageReport: () => null,
  UsageSum: () => null,
  ValidationError: () => null,
  ValidationIssue: () => null,
  Verification: () => null,
  VerificationIssue: () => null,
  Viewer: () => null,
};
