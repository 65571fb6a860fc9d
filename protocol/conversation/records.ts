import type { Budget } from "../budget/budget.ts";
import type { UsageRecord } from "../budget/records.ts";
import type { Content } from "./content.ts";
import type { Actor, Failure, Status } from "../status.ts";

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

/** Which conversations: all of these. */
export interface ConversationFilter {
  agent?: string | null;
  labels?: string[] | null;
  open?: boolean | null;
  currentTurn?: Status | null;
}
