import type { ModelSettings } from "./agent.ts";
import type { ToolPolicy } from "./approval.ts";
import type { Budget } from "./budget.ts";
import type { Content } from "./content.ts";
import type { Actor } from "./status.ts";

/** Who asks, for whom: part of every command and of every key. */
export interface Caller {
  tenant: string;
  actor: Actor;
  /** W3C trace context of the request; null when nothing is traced. */
  traceparent: string | null;
}

/** Which version of an agent: by number, by alias, or (neither) `stable`, else the latest. */
export interface VersionSelector {
  number?: number | null;
  alias?: string | null;
}

/** Makes a version of an agent. Checked already: shapes, lengths. Tools are looked up in the last listing. */
export interface RegisterAgent {
  idempotencyKey: string;
  name: string;
  description: string | null;
  model: string;
  instructions: string;
  tools: WantedTool[];
  settings: ModelSettings;
  turnBudget: Budget;
  conversationBudget: Budget;
  note: string | null;
  alias: string | null;
}

/** Tools for an agent. */
export interface WantedTool {
  server: string;
  /** Null takes all tools of the server. */
  name: string | null;
  /** Null: AUTO for a read-only tool, ASK for any other. */
  policy: ToolPolicy | null;
  approvalTimeoutMs: number;
  approveOnTimeout: boolean;
  /** What a tool that the provider runs needs. Checked already. */
  settings?: Record<string, unknown>;
}

/** Opens a conversation, with a first message unless `content` is null. */
export interface StartConversation {
  idempotencyKey: string;
  agent: string;
  version: VersionSelector | null;
  title: string | null;
  labels: string[];
  /** Tightens that of the version; null is none. */
  budget: Budget | null;
  content: Content[] | null;
}

/** Accepts a message. */
export interface SendMessage {
  idempotencyKey: string;
  conversationId: string;
  content: Content[];
  /** Tightens that of the version for this turn; null is none. */
  budget: Budget | null;
  whenBusy: "ENQUEUE" | "REJECT" | "INTERRUPT" | "ROLLBACK" | "STEER";
}

/** Stops a turn. */
export interface CancelTurn {
  idempotencyKey: string;
  turnId: string;
  reason: string | null;
}

/** Gives the one verdict on a tool call. `argumentsHash`: of the arguments that were looked at. */
export interface DecideApproval {
  idempotencyKey: string;
  approvalId: string;
  argumentsHash: string;
  verdict:
    /** `arguments` null runs the proposed ones. `always`: ask no more for this tool in this conversation. */
    | { kind: "APPROVED"; arguments: unknown; always: boolean; reason: string | null }
    | { kind: "REJECTED"; reason: string };
}

/** See `DecideApproval`. */
export interface DecidedApproval {
  approvalId: string;
  conversationId: string;
  replayed: boolean;
}

/** Ends a conversation for good. */
export interface CloseConversation {
  idempotencyKey: string;
  conversationId: string;
}

/** What the effect of a command was, by id; `replayed` when its key was answered before. */
export interface RegisteredAgent {
  versionId: string;
  created: boolean;
  replayed: boolean;
}

/** See `StartConversation`. `turnId` is null without a first message. */
export interface StartedConversation {
  conversationId: string;
  turnId: string | null;
  replayed: boolean;
}

/** See `SendMessage`. `beforeSeq`: all that the message causes has a greater number. */
export interface SentMessage {
  entryId: string;
  turnId: string;
  beforeSeq: number;
  replayed: boolean;
}

/** See `CancelTurn`. */
export interface CancelledTurn {
  turnId: string;
  conversationId: string;
  replayed: boolean;
}

/** See `CloseConversation`. */
export interface ClosedConversation {
  conversationId: string;
  replayed: boolean;
}
