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
  "BackfillScheduleResult": [
    "BackfillSchedulePayload",
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
  "CreateScheduleResult": [
    "ConflictError",
    "CreateSchedulePayload",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
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
  "CreateWebhookResult": [
    "ConflictError",
    "CreateWebhookPayload",
    "ForbiddenError",
    "RateLimitedError",
    "UnavailableError",
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
  "DeleteScheduleResult": [
    "ConflictError",
    "DeleteSchedulePayload",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "ValidationError"
  ],
  "DeleteWebhookResult": [
    "ConflictError",
    "DeleteWebhookPayload",
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
    "FeedItem",
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
    "Firing",
    "Handoff",
    "McpServer",
    "Message",
    "ModelCall",
    "ResearchPhase",
    "ResearchRun",
    "Schedule",
    "ToolCall",
    "Turn",
    "Webhook",
    "WebhookDelivery"
  ],
  "PauseScheduleResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "PauseSchedulePayload",
    "RateLimitedError",
    "ValidationError"
  ],
  "PauseWebhookResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "PauseWebhookPayload",
    "RateLimitedError",
    "ValidationError"
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
  "RedeliverResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "RedeliverPayload",
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
  "ResumeScheduleResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "ResumeSchedulePayload",
    "ValidationError"
  ],
  "ResumeWebhookResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "ResumeWebhookPayload",
    "ValidationError"
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
  "RotateWebhookSecretResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "RotateWebhookSecretPayload",
    "UnavailableError",
    "ValidationError"
  ],
  "ScheduleSpec": [
    "CalendarSpec",
    "CronSpec",
    "EverySpec"
  ],
  "ScheduleWork": [
    "ConversationWork",
    "MessageWork",
    "ResearchWork"
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
  "TestWebhookResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "TestWebhookPayload",
    "ValidationError"
  ],
  "TriggerScheduleResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "TriggerSchedulePayload",
    "ValidationError"
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
  "UpdateConversationResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "UpdateConversationPayload",
    "ValidationError"
  ],
  "UpdateScheduleResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "UpdateSchedulePayload",
    "ValidationError"
  ],
  "UpdateWebhookResult": [
    "ConflictError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitedError",
    "UpdateWebhookPayload",
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
