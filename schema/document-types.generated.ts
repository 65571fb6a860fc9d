// Written by `deno task documents`.
// deno-lint-ignore-file
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type ActorKind =
  | 'SERVICE'
  | 'SYSTEM'
  | 'USER';
export type AgentToolInput = {
  approvalTimeout?: string;
  approveOnTimeout?: boolean;
  name?: string | null | undefined;
  policy?: ToolPolicy | null | undefined;
  server: string;
  settings?: unknown;
};
export type ApproveInput = {
  always?: boolean;
  arguments?: unknown;
  reason?: string | null | undefined;
};
export type ArchiveAgentInput = {
  agent: string;
  archived?: boolean;
  idempotencyKey: string;
};
export type BudgetInput = {
  cost?: MoneyInput | null | undefined;
  modelCalls?: number | null | undefined;
  tokens?: number | null | undefined;
  toolCalls?: number | null | undefined;
  wallTime?: string | null | undefined;
};
export type CalendarInput = {
  daysOfMonth?: Array<number>;
  months?: Array<number>;
  timeZone: string;
  times: Array<string>;
  weekdays?: Array<number>;
};
export type CancelResearchInput = {
  idempotencyKey: string;
  reason?: string | null | undefined;
  researchId: string;
};
export type CancelTurnInput = {
  idempotencyKey: string;
  reason?: string | null | undefined;
  turnId: string;
};
export type CloseConversationInput = {
  conversationId: string;
  erase?: boolean;
  idempotencyKey: string;
};
export type ConflictReason =
  | 'BUSY'
  | 'DECIDED'
  | 'ENDED'
  | 'KEY_REUSED'
  | 'OTHER_PROVIDER'
  | 'QUEUE_FULL'
  | 'REVOCATIONS_FULL'
  | 'SCHEDULES_FULL'
  | 'STALE'
  | 'WEBHOOKS_FULL';
export type ContentInput =
  {   documentUrl: string; imageUrl?: never; text?: never; }
  |  { documentUrl?: never;   imageUrl: string; text?: never; }
  |  { documentUrl?: never; imageUrl?: never;   text: string; };
export type ConversationWorkInput = {
  agent: string;
  alias?: string | null | undefined;
  labels?: Array<string>;
  text: string;
  title?: string | null | undefined;
};
export type CreateApiKeyInput = {
  expiresIn?: string | null | undefined;
  idempotencyKey: string;
  name: string;
  roles?: Array<string>;
  scopes?: Array<string>;
};
export type CreateScheduleInput = {
  budgetPerFiring?: BudgetInput | null | undefined;
  catchUp?: string;
  idempotencyKey: string;
  jitter?: string;
  name: string;
  overlap?: OverlapPolicy;
  pauseAfterFailures?: number | null | undefined;
  spec: ScheduleSpecInput;
  work: ScheduleWorkInput;
};
export type CreateSessionTokenInput = {
  agent?: string | null | undefined;
  conversationId?: string | null | undefined;
  idempotencyKey: string;
  researchId?: string | null | undefined;
  scopes?: Array<string>;
  subject: string;
  ttl?: string | null | undefined;
};
export type CronInput = {
  expression: string;
  timeZone: string;
};
export type DecideApprovalInput = {
  approvalId: string;
  argumentsHash: string;
  idempotencyKey: string;
  verdict: VerdictInput;
};
export type DeleteScheduleInput = {
  idempotencyKey: string;
  scheduleId: string;
};
export type EveryInput = {
  interval: string;
  offset?: string;
};
export type Evidence =
  | 'DERIVED'
  | 'EXACT'
  | 'NONE'
  | 'ROUNDED';
export type FailureCode =
  | 'BUDGET_EXCEEDED'
  | 'INTERNAL'
  | 'INVALID_OUTPUT'
  | 'OUTCOME_UNKNOWN'
  | 'RATE_LIMITED'
  | 'REFUSED'
  | 'REJECTED'
  | 'TIMED_OUT'
  | 'TOOL_ERROR'
  | 'UNAVAILABLE';
export type FeedFilter = {
  agent?: string | null | undefined;
  conversationId?: string | null | undefined;
  kinds?: Array<FeedKind> | null | undefined;
};
export type FeedKind =
  | 'AGENT_ARCHIVED'
  | 'AGENT_RESTORED'
  | 'AGENT_VERSION_REGISTERED'
  | 'ALIAS_MOVED'
  | 'APPROVAL_CHANGED'
  | 'CONVERSATION_CLOSED'
  | 'CONVERSATION_ERASED'
  | 'CONVERSATION_STARTED'
  | 'CONVERSATION_UPDATED'
  | 'FIRING_CHANGED'
  | 'PHASE_CHANGED'
  | 'RESEARCH_ENDED'
  | 'RESEARCH_STARTED'
  | 'SCHEDULE_CHANGED'
  | 'TURN_CHANGED'
  | 'WEBHOOK_CHANGED';
export type FiringCause =
  | 'BACKFILL'
  | 'MANUAL'
  | 'TIME';
export type FiringDecision =
  | 'MISSED'
  | 'REFUSED'
  | 'SKIPPED_OVERLAP'
  | 'STARTED'
  | 'WAITING';
export type ForkConversationInput = {
  content?: Array<ContentInput> | null | undefined;
  entryId: string;
  idempotencyKey: string;
  onBehalfOf?: string | null | undefined;
  version?: VersionSelector | null | undefined;
};
export type ForkResearchInput = {
  budget?: BudgetInput | null | undefined;
  idempotencyKey: string;
  onBehalfOf?: string | null | undefined;
  phaseId: string;
};
export type GapKind =
  | 'FIGURE'
  | 'LANGUAGE'
  | 'NUMBER'
  | 'OMISSION'
  | 'SEARCH'
  | 'SOURCE'
  | 'SYMBOL';
export type InstructionsInput =
  {   prompt: PromptInput; text?: never; }
  |  { prompt?: never;   text: string; };
export type MessageWorkInput = {
  conversationId: string;
  text: string;
};
export type ModelSettingsInput = {
  fallbackModel?: string | null | undefined;
  maxTokens?: number | null | undefined;
  reasoningEffort?: string | null | undefined;
  seed?: number | null | undefined;
  stop?: Array<string> | null | undefined;
  temperature?: number | null | undefined;
  toolChoice?: ToolChoice | null | undefined;
  topP?: number | null | undefined;
};
export type MoneyInput = {
  amount: string;
  currency: string;
};
export type OverlapPolicy =
  | 'ALLOW'
  | 'BUFFER_ONE'
  | 'CANCEL_OTHER'
  | 'SKIP';
export type PauseScheduleInput = {
  idempotencyKey: string;
  reason: string;
  scheduleId: string;
  until?: string | null | undefined;
};
export type PhaseKind =
  | 'FUNDAMENTALS'
  | 'PLAN'
  | 'PRICES'
  | 'RISK'
  | 'SEARCH'
  | 'VERIFY'
  | 'WRITE';
export type PromptInput = {
  arguments?: unknown;
  name: string;
  server: string;
};
export type ReconcileAgentsInput = {
  dryRun?: boolean;
  idempotencyKey: string;
};
export type RegisterAgentInput = {
  alias?: string | null | undefined;
  conversationBudget?: BudgetInput | null | undefined;
  description?: string | null | undefined;
  guardrails?: unknown;
  handoffs?: Array<string>;
  idempotencyKey: string;
  instructions: InstructionsInput;
  model: string;
  name: string;
  note?: string | null | undefined;
  outputSchema?: unknown;
  settings?: ModelSettingsInput | null | undefined;
  tools?: Array<AgentToolInput>;
  turnBudget?: BudgetInput | null | undefined;
};
export type RejectInput = {
  reason: string;
};
export type ResearchWorkInput = {
  alias?: string;
  allowUnknown?: boolean;
  language?: string;
  question: string;
  revisions?: number;
  searches?: number;
  symbols?: Array<string>;
};
export type ResumeScheduleInput = {
  idempotencyKey: string;
  scheduleId: string;
};
export type RevokeApiKeyInput = {
  idempotencyKey: string;
  keyId: string;
};
export type RevokeSessionTokenInput = {
  idempotencyKey: string;
  sessionId: string;
};
export type Role =
  | 'AGENT'
  | 'USER';
export type ScheduleSpecInput =
  {   calendar: CalendarInput; cron?: never; every?: never; }
  |  { calendar?: never;   cron: CronInput; every?: never; }
  |  { calendar?: never; cron?: never;   every: EveryInput; };
export type ScheduleWorkInput =
  {   conversation: ConversationWorkInput; message?: never; research?: never; }
  |  { conversation?: never;   message: MessageWorkInput; research?: never; }
  |  { conversation?: never; message?: never;   research: ResearchWorkInput; };
export type SearchKind =
  | 'MESSAGE'
  | 'REPORT'
  | 'TOOL_CALL';
export type SecurityType =
  | 'CRYPTOCURRENCY'
  | 'CURRENCY'
  | 'EQUITY'
  | 'ETF'
  | 'FUTURE'
  | 'INDEX'
  | 'MUTUALFUND';
export type SendMessageInput = {
  budget?: BudgetInput | null | undefined;
  content: Array<ContentInput>;
  conversationId: string;
  idempotencyKey: string;
  whenBusy?: WhenBusy;
};
export type SetAgentAliasInput = {
  agent: string;
  alias: string;
  expectedVersion?: number | null | undefined;
  idempotencyKey: string;
  version?: number | null | undefined;
};
export type StartConversationInput = {
  agent: string;
  budget?: BudgetInput | null | undefined;
  content?: Array<ContentInput> | null | undefined;
  idempotencyKey: string;
  labels?: Array<string>;
  onBehalfOf?: string | null | undefined;
  title?: string | null | undefined;
  version?: VersionSelector | null | undefined;
};
export type StartResearchInput = {
  alias?: string;
  allowUnknown?: boolean;
  budget?: BudgetInput | null | undefined;
  idempotencyKey: string;
  language?: string;
  onBehalfOf?: string | null | undefined;
  question: string;
  revisions?: number;
  searches?: number;
  symbols?: Array<string>;
};
export type Status =
  | 'CANCELLED'
  | 'COMPLETED'
  | 'DISCARDED'
  | 'FAILED'
  | 'QUEUED'
  | 'RUNNING'
  | 'WAITING';
export type TextKind =
  | 'ARGUMENTS'
  | 'TEXT'
  | 'THINKING';
export type ToolChoice =
  | 'AUTO'
  | 'NONE'
  | 'REQUIRED';
export type ToolPolicy =
  | 'ASK'
  | 'AUTO'
  | 'DENY';
export type TriggerScheduleInput = {
  idempotencyKey: string;
  scheduleId: string;
};
export type UpdateScheduleInput = {
  budgetPerFiring?: BudgetInput | null | undefined;
  catchUp?: string | null | undefined;
  expectedRevision: number;
  idempotencyKey: string;
  jitter?: string | null | undefined;
  name?: string | null | undefined;
  overlap?: OverlapPolicy | null | undefined;
  pauseAfterFailures?: number | null | undefined;
  scheduleId: string;
  spec?: ScheduleSpecInput | null | undefined;
  work?: ScheduleWorkInput | null | undefined;
};
export type Verdict =
  | 'APPROVED'
  | 'PENDING'
  | 'REJECTED'
  | 'WITHDRAWN';
export type VerdictInput =
  {   approve: ApproveInput; reject?: never; }
  |  { approve?: never;   reject: RejectInput; };
export type VersionSelector =
  {   alias: string; number?: never; }
  |  { alias?: never;   number: number; };
export type WhenBusy =
  | 'ENQUEUE'
  | 'INTERRUPT'
  | 'REJECT'
  | 'ROLLBACK'
  | 'STEER';
