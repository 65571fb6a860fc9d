// Written by `deno task documents`.
// deno-lint-ignore-file
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type ApproveInput = {
  always?: boolean;
  arguments?: unknown;
  reason?: string | null | undefined;
};
export type BudgetInput = {
  cost?: MoneyInput | null | undefined;
  modelCalls?: number | null | undefined;
  tokens?: number | null | undefined;
  toolCalls?: number | null | undefined;
  wallTime?: string | null | undefined;
};
export type CancelTurnInput = {
  idempotencyKey: string;
  reason?: string | null | undefined;
  turnId: string;
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
export type DecideApprovalInput = {
  approvalId: string;
  argumentsHash: string;
  idempotencyKey: string;
  verdict: VerdictInput;
};
export type ForkConversationInput = {
  content?: Array<ContentInput> | null | undefined;
  entryId: string;
  idempotencyKey: string;
  onBehalfOf?: string | null | undefined;
  version?: VersionSelector | null | undefined;
};
export type MoneyInput = {
  amount: string;
  currency: string;
};
export type RejectInput = {
  reason: string;
};
export type Role =
  | 'AGENT'
  | 'USER';
export type SendMessageInput = {
  budget?: BudgetInput | null | undefined;
  content: Array<ContentInput>;
  conversationId: string;
  idempotencyKey: string;
  whenBusy?: WhenBusy;
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
export type Status =
  | 'CANCELLED'
  | 'COMPLETED'
  | 'DISCARDED'
  | 'FAILED'
  | 'QUEUED'
  | 'RUNNING'
  | 'WAITING';
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
