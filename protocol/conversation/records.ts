import type { Budget } from "../budget/budget.ts";
import type { UsageRecord } from "../budget/records.ts";
import type { Content } from "./content.ts";
import type { Actor, Failure, Status } from "../status.ts";

/** A conversation of a user with one agent. */
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
  /** Id of the entry from which it was forked. */
  forkedFrom: string | null;
  /** Sequence number of the stream's last event when this was read. */
  head: number;
  /** Subject of the owner, of a phase's conversation that of its run; null: it belongs to the whole tenant. */
  owner: string | null;
  /** The research run that it is a phase of; null: a user's conversation. */
  researchId: string | null;
}

/** The work on one accepted user message. */
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
  /** The reply as data if the agent has an output schema; null until it is complete. */
  output: unknown;
  /** W3C trace context of the mutation that opened it; null if nothing is traced. */
  traceparent: string | null;
  /** Subject of the principal whose message opened it; null: the owner of the machine, or unknown. */
  sentBy: string | null;
}

interface EntryBase {
  id: string;
  conversationId: string;
  turnId: string;
  createdAt: Date;
  status: Status;
  /** Place in the conversation: sequence number of the event that announced it. */
  position: number;
}

/** A message of a user or an agent. While RUNNING, `content` contains the text written so far. */
export interface MessageRecord extends EntryBase {
  kind: "message";
  role: "USER" | "AGENT";
  /** The version that wrote it; null for a user. */
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

/** A tool call and its result: both an entry and a step. */
export interface ToolCallRecord extends EntryBase, StepBase {
  kind: "tool";
  server: string;
  name: string;
  /** Null while the model writes them. */
  arguments: unknown;
  /** The result as the model receives it; null before there is one. */
  result: string | null;
  output: unknown;
  /** Files of the answer, as media parts. */
  content: Content[];
}

/** A model call. */
export interface ModelCallRecord extends StepBase {
  kind: "call";
  id: string;
  conversationId: string;
  turnId: string;
  status: Status;
  agentVersionId: string;
  /** The requested model: that of the version, or its fallback. */
  model: string;
  usage: UsageRecord;
}

/** A handoff from the agent `authorVersionId` to another; `toVersionId` is null until it is known. */
export interface HandoffRecord extends EntryBase {
  kind: "handoff";
  authorVersionId: string;
  toVersionId: string | null;
}

/** An entry of a conversation. */
export type EntryRecord = MessageRecord | ToolCallRecord | HandoffRecord;

/** A step of a turn. */
export type StepRecord = ModelCallRecord | ToolCallRecord;

/** Selects conversations that match all fields. */
export interface ConversationFilter {
  agent?: string | null;
  /** Number of the version; it counts only with `agent`. */
  version?: number | null;
  labels?: string[] | null;
  open?: boolean | null;
  currentTurn?: Status | null;
  /** Status of the turn with the highest number. */
  lastTurn?: Status | null;
  /** Each range contains its begin, not its end. */
  createdFrom?: Date | null;
  createdTo?: Date | null;
  activeFrom?: Date | null;
  activeTo?: Date | null;
  /** Least cost of its ended turns, billionths of a USD. */
  minCostNanos?: number | null;
  /** A query of the search. */
  text?: string | null;
}
