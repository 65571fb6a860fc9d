import type { ModelSettings, PromptSource } from "./agent/agent.ts";
import type { ToolPolicy } from "./approval/approval.ts";
import type { Budget } from "./budget/budget.ts";
import type { Content } from "./conversation/content.ts";
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
  /** The text itself, or where it is fetched from. */
  instructions: Instructions;
  tools: WantedTool[];
  settings: ModelSettings;
  turnBudget: Budget;
  conversationBudget: Budget;
  /** JSON Schema of the output; left out for free text. */
  outputSchema?: unknown;
  /** Names of agents that it may hand over to; left out where there are none. */
  handoffs?: string[];
  /** Mistral's guardrail settings; left out where there are none. */
  guardrails?: unknown;
  note: string | null;
  alias: string | null;
}

/** Instructions: the text itself, or an MCP prompt that is fetched when the agent is registered. */
export type Instructions = string | { prompt: PromptSource };

/** Moves an alias, or removes it: `version` null. `expectedVersion`: refuse unless it points there now. */
export interface SetAgentAlias {
  idempotencyKey: string;
  agent: string;
  alias: string;
  version: number | null;
  expectedVersion: number | null;
}

/** Takes an agent out of use, or back into it. */
export interface ArchiveAgent {
  idempotencyKey: string;
  agent: string;
  archived: boolean;
}

/** See `SetAgentAlias` and `ArchiveAgent`. */
export interface ChangedAgent {
  agentId: string;
  replayed: boolean;
}

/** Compares what stands at the provider with what is recorded; deletes what belongs to nothing unless `dryRun`. */
export interface ReconcileAgents {
  idempotencyKey: string;
  dryRun: boolean;
}

/** See `ReconcileAgents`. Ids of the provider's agents, ids of our versions. */
export interface ReconciledAgents {
  orphans: string[];
  deleted: string[];
  driftedVersionIds: string[];
  replayed: boolean;
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

/** Ends a conversation for good. `erase`: its content too; absent is false. */
export interface CloseConversation {
  idempotencyKey: string;
  conversationId: string;
  erase?: boolean | null;
}

/** Opens a conversation that shares the past of another up to an entry, with a first message unless it is null. */
export interface ForkConversation {
  idempotencyKey: string;
  entryId: string;
  /** Null keeps the pinned version. */
  version: VersionSelector | null;
  content: Content[] | null;
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
