import type { Scope } from "../protocol/auth/scopes.ts";

/**
 * Who may read the fields of each type, for auth-scopes.test.ts, which fails for a type or field that is in none of these
 * lists. Payloads, connections, edges and user errors are left out: they hold what a mutation or
 * field with a scope returns.
 */

/** Root fields for any principal: they say nothing about objects, or check each object that they read. */
export const forEveryone = [
  "Query.feed",
  "Query.node",
  "Query.nodes",
  "Query.search",
  "Query.serverInfo",
  "Query.viewer",
  "Subscription.feed",
];

/** Types whose fields may be read by all who may read the object that holds them. */
export const openTypes = [
  ...[
    "Actor",
    "AgentAlias",
    "AliasMove",
    "Analysis",
    "CitationContent",
    "ConversationClosed",
    "Derivation",
  ],
  ...[
    "DerivationInput",
    "Download",
    "Entry",
    "EntryChanged",
    "Event",
    "FeedItem",
    "Findings",
    "Gap",
    "Handoff",
  ],
  ...["Limits", "MediaContent", "Message", "Metric", "Node", "PageInfo", "PhaseChanged"],
  ...["Plan", "PlannedSearch", "Point", "Report", "ReportSection", "ResearchEnded"],
  ...[
    "ResearchPhase",
    "ResolvedSymbol",
    "Series",
    "ServerInfo",
    "Source",
    "Step",
    "SearchFragment",
    "TextContent",
  ],
  ...["TextDelta", "TextRange", "TurnChanged", "UnsupportedNumber", "UserError"],
  ...["ValidationIssue", "Verification", "VerificationIssue", "Viewer"],
];

/** Types that only fields with one of these scopes lead to. */
export const enclosedTypes: Record<string, readonly Scope[]> = {
  AgentTool: ["agents:read:spec"],
  ApiKey: ["keys:read"],
  AuditEvent: ["audit:read"],
  CalendarSpec: ["schedules:read"],
  Change: ["agents:read:spec"],
  ConversationWork: ["schedules:read"],
  CronSpec: ["schedules:read"],
  EverySpec: ["schedules:read"],
  Firing: ["schedules:read"],
  McpListingProblem: ["servers:read"],
  MessageWork: ["schedules:read"],
  ModelSettings: ["agents:read:spec"],
  Money: ["usage:read", "quotas:read"],
  Prompt: ["servers:read"],
  PromptArgument: ["servers:read"],
  PromptSource: ["agents:read:spec"],
  ResearchWork: ["schedules:read"],
  Schedule: ["schedules:read"],
  SchedulePause: ["schedules:read"],
  Share: ["conversations:share"],
  TenantQuota: ["quotas:read"],
  Tool: ["agents:read:spec", "approvals:read", "servers:read"],
  Usage: ["usage:read"],
  UsageReport: ["usage:read"],
  UsageSum: ["usage:read"],
  Webhook: ["webhooks:read"],
  WebhookAttempt: ["webhooks:read"],
  WebhookDelivery: ["webhooks:read"],
  WebhookPause: ["webhooks:read"],
  WebhookSecret: ["webhooks:read"],
};

/** The fields without a scope of all other types: their further fields must state one. */
export const openFields: Record<string, string> = {
  Agent: "archivedAt createdAt description id name",
  AgentVersion: "agent createdAt hash id model number",
  Approval:
    "approveOnTimeout argumentsHash context createdAt decidedAt decidedBy expiresAt id reason toolCall verdict",
  ApprovalContext: "agentVersion server",
  ApprovalChanged: "approvalId at cursor fromSeq seq verdict",
  Budget: "modelCalls tokens toolCalls wallTime",
  Conversation:
    "activeAt agentVersion budget closedAt createdAt currentTurn emulated entries eventCursor events firstText forkedFrom id labels lastTurn live owner title turnCount turns",
  Failure: "code message",
  Live: "at fromWorkflow queued runId steps wakesAt workflowId",
  McpServer: "failure id name problems prompts seenAt",
  ModelCall: "agentVersion attempts endedAt failure id model retryAt startedAt status turn",
  ResearchRun:
    "budget createdAt emulated endedAt eventCursor events failure forkedFrom id language live owner phases question report resolvedSymbols sampleMarketData status symbols verified",
  SearchHit: "at conversation fragment kind node",
  StepChanged: "at attempt cursor failure fromSeq retryAt seq status step stepId",
  ThinkingContent: "",
  ToolCall:
    "attempts createdAt endedAt failure id idempotencyKey name retryAt server startedAt status turn",
  Turn:
    "budget cancelReason cancelledBy conversation createdAt endedAt failure id messages number output reply startedAt status steps",
};

/** Types that stay out of these lists. */
export const isCarrier = (type: string): boolean => /(Payload|Connection|Edge|Error)$/.test(type);
