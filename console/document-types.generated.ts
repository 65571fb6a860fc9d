// Written by `deno task documents`.
// deno-lint-ignore-file
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type ActorKind =
  | 'SERVICE'
  | 'SYSTEM'
  | 'USER';
export type ApprovalFilter = {
  agent?: string | null | undefined;
  conversationId?: string | null | undefined;
  createdFrom?: string | null | undefined;
  createdTo?: string | null | undefined;
  decidedFrom?: string | null | undefined;
  decidedTo?: string | null | undefined;
  server?: string | null | undefined;
  tool?: string | null | undefined;
  verdicts?: Array<Verdict> | null | undefined;
};
export type ArchiveAgentInput = {
  agent: string;
  archived?: boolean;
  idempotencyKey: string;
};
export type Authentication =
  | 'API_KEYS'
  | 'LOCAL'
  | 'OIDC';
export type BudgetInput = {
  cost?: MoneyInput | null | undefined;
  modelCalls?: number | null | undefined;
  tokens?: number | null | undefined;
  toolCalls?: number | null | undefined;
  wallTime?: string | null | undefined;
};
export type CloseConversationInput = {
  conversationId: string;
  erase?: boolean;
  idempotencyKey: string;
};
export type ContentInput =
  {   documentUrl: string; imageUrl?: never; text?: never; }
  |  { documentUrl?: never;   imageUrl: string; text?: never; }
  |  { documentUrl?: never; imageUrl?: never;   text: string; };
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
export type MoneyInput = {
  amount: string;
  currency: string;
};
export type PhaseKind =
  | 'FUNDAMENTALS'
  | 'PLAN'
  | 'PRICES'
  | 'RISK'
  | 'SEARCH'
  | 'VERIFY'
  | 'WRITE';
export type PrincipalKind =
  | 'LOCAL'
  | 'SERVICE'
  | 'SESSION'
  | 'USER';
export type Role =
  | 'AGENT'
  | 'USER';
export type SecurityType =
  | 'CRYPTOCURRENCY'
  | 'CURRENCY'
  | 'EQUITY'
  | 'ETF'
  | 'FUTURE'
  | 'INDEX'
  | 'MUTUALFUND';
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
export type ToolChoice =
  | 'AUTO'
  | 'NONE'
  | 'REQUIRED';
export type ToolPolicy =
  | 'ASK'
  | 'AUTO'
  | 'DENY';
export type Verdict =
  | 'APPROVED'
  | 'PENDING'
  | 'REJECTED'
  | 'WITHDRAWN';
export type VersionSelector =
  {   alias: string; number?: never; }
  |  { alias?: never;   number: number; };
