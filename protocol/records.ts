import type { AgentSpec, Prompt, Tool } from "./agent/agent.ts";
import type { Verdict } from "./approval/approval.ts";
import type { Budget, Money } from "./budget/budget.ts";
import type { Content } from "./conversation/content.ts";
import type { PhaseState } from "./research/phase.ts";
import type { Actor, Failure, Status } from "./status.ts";

/** A named agent. */
export interface AgentRecord {
  id: string;
  name: string;
  description: string | null;
  createdAt: Date;
  archivedAt: Date | null;
}

/** An immutable snapshot of an agent. */
export interface AgentVersionRecord {
  id: string;
  agentId: string;
  number: number;
  hash: string;
  note: string | null;
  createdAt: Date;
  spec: AgentSpec;
  /** The agent at the deployment's provider; null until first used there. */
  remoteAgentId: string | null;
}

/** A movable name of a version. */
export interface AgentAliasRecord {
  agentId: string;
  name: string;
  versionId: string;
  movedAt: Date;
  movedBy: Actor;
}

/** What was used, failed and cancelled calls included. */
export interface UsageRecord {
  inputTokens: number;
  outputTokens: number;
  modelCalls: number;
  toolCalls: number;
  /** True when the provider did not tell all of it. */
  estimated: boolean;
  /** Model calls sent again though the first may have been billed. */
  possiblyPaidTwice: number;
  /** Null when a price is not known. */
  cost: Money | null;
}

/** What is said between a user and one agent. */
export interface ConversationRecord {
  id: string;
  tenant: string;
  agentVersionId: string;
  provider: string;
  title: string | null;
  labels: string[];
  createdAt: Date;
  activeAt: Date;
  closedAt: Date | null;
  budget: Budget;
  /** The entry it was forked from. */
  forkedFrom: string | null;
  /** Number of the log's last fact when this was read. */
  head: number;
}

/** From one accepted user message until the agent rests. */
export interface TurnRecord {
  id: string;
  conversationId: string;
  number: number;
  status: Status;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  failure: Failure | null;
  budget: Budget;
  cancelledBy: Actor | null;
  cancelReason: string | null;
  /** The reply as data, when the agent has an output schema; null before it is whole. */
  output: unknown;
  /** W3C trace context of the mutation that opened it; null when nothing is traced. */
  traceparent: string | null;
}

interface EntryBase {
  id: string;
  conversationId: string;
  turnId: string;
  createdAt: Date;
  status: Status;
  /** Place in the conversation: number of the fact that announced it. */
  position: number;
}

/** What a user or an agent said. While RUNNING, `content` holds what is written so far. */
export interface MessageRecord extends EntryBase {
  kind: "message";
  role: "USER" | "AGENT";
  /** The version that speaks; null for a user. */
  authorVersionId: string | null;
  idempotencyKey: string | null;
  content: Content[];
}

interface StepBase {
  attempts: number;
  startedAt: Date | null;
  endedAt: Date | null;
  retryAt: Date | null;
  failure: Failure | null;
}

/** A call of a tool and its result: an entry and a step at once. */
export interface ToolCallRecord extends EntryBase, StepBase {
  kind: "tool";
  server: string;
  name: string;
  /** Null while they are being written. */
  arguments: unknown;
  /** What the model reads; null before there is one. */
  result: string | null;
  output: unknown;
  /** Files that the answer brought, as media parts. */
  content: Content[];
}

/** A call of a model. */
export interface ModelCallRecord extends StepBase {
  kind: "call";
  id: string;
  conversationId: string;
  turnId: string;
  status: Status;
  agentVersionId: string;
  /** The model asked: the version's own, or its fallback. */
  model: string;
  usage: UsageRecord;
}

/** One agent handing over to another. `authorVersionId` hands over; `toVersionId` is null while it is not decided. */
export interface HandoffRecord extends EntryBase {
  kind: "handoff";
  authorVersionId: string;
  toVersionId: string | null;
}

/** One thing said or done in a conversation. */
export type EntryRecord = MessageRecord | ToolCallRecord | HandoffRecord;
/** One piece of work inside a turn. */
export type StepRecord = ModelCallRecord | ToolCallRecord;

/** A fault in a server's list of tools or prompts. */
export interface ListingProblem {
  /** Name of the tool or prompt; null where the fault concerns the whole list. */
  name: string | null;
  /** The fault, in words that may be shown. */
  message: string;
  /** True where it is listed despite the fault. */
  usable: boolean;
}

/** A server of tools and prompts, as last listed. */
export interface McpServerRecord {
  id: string;
  name: string;
  url: string;
  seenAt: Date | null;
  failure: Failure | null;
  tools: Tool[];
  prompts: Prompt[];
  /** Faults in its lists. */
  problems: ListingProblem[];
}

/** What a prompt gave when it was last fetched; `text` null with `failure` when it never gave any. */
export interface PromptText {
  text: string | null;
  failure: Failure | null;
}

/** A human verdict on one tool call. */
export interface ApprovalRecord {
  id: string;
  callId: string;
  verdict: Verdict;
  proposedArguments: unknown;
  argumentsHash: string;
  createdAt: Date;
  expiresAt: Date;
  approveOnTimeout: boolean;
  decidedAt: Date | null;
  decidedBy: Actor | null;
  reason: string | null;
}

/** A page of approvals. `head`: number of the last fact of their log when the page was read, or before. */
export interface ApprovalInbox extends Page<ApprovalRecord> {
  totalCount: number;
  head: number;
}

/** A question answered by planner, searches, analysts, writer and verifier. */
export interface ResearchRunRecord {
  id: string;
  tenant: string;
  question: string;
  symbols: string[];
  /** BCP 47. */
  language: string;
  status: Status;
  createdAt: Date;
  endedAt: Date | null;
  /** Id of the phase it was forked from. */
  forkedFrom: string | null;
  /** True when the verifier passed the newest report. */
  verified: boolean;
  failure: Failure | null;
  budget: Budget;
  provider: string;
  sampleMarketData: boolean;
  /** Number of the log's last fact when this was read. */
  head: number;
}

/** One part of a research run. While RUNNING, `text` is what is written so far. */
export interface ResearchPhaseRecord extends PhaseState {
  researchId: string;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Markdown, its parts joined by an empty line. */
  text: string;
  /** The turn that does the work. */
  turnId: string | null;
}

/** One page of things with their cursors. */
export interface Page<T> {
  items: { cursor: string; node: T }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** What a page is asked with: forwards by `first`/`after`, backwards by `last`/`before`. */
export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** Which conversations: all of these. */
export interface ConversationFilter {
  agent?: string | null;
  labels?: string[] | null;
  open?: boolean | null;
  currentTurn?: Status | null;
}
