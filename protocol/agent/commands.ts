import type { ModelSettings, PromptSource } from "./agent.ts";
import type { ToolPolicy } from "../approval/approval.ts";
import type { Budget } from "../budget/budget.ts";

/** Selects a version of an agent by number or alias; without either, the alias `stable`, else the latest version. */
export interface VersionSelector {
  number?: number | null;
  alias?: string | null;
}

/** Registers a version of an agent. Forms and lengths are validated; tools are resolved from the last listing. */
export interface RegisterAgent {
  idempotencyKey: string;
  name: string;
  description: string | null;
  model: string;
  /** The text itself, or the prompt that contains it. */
  instructions: Instructions;
  tools: WantedTool[];
  settings: ModelSettings;
  turnBudget: Budget;
  conversationBudget: Budget;
  /** JSON Schema of the output; absent for free text. */
  outputSchema?: unknown;
  /** Names of agents that it may hand over to; absent if there are none. */
  handoffs?: string[];
  /** Mistral's guardrail settings; absent if there are none. */
  guardrails?: unknown;
  note: string | null;
  alias: string | null;
}

/** Instructions: the text itself, or an MCP prompt that is fetched at registration. */
export type Instructions = string | { prompt: PromptSource };

/** Moves an alias, or removes it (`version` null). `expectedVersion`: reject unless the alias points there now. */
export interface SetAgentAlias {
  idempotencyKey: string;
  agent: string;
  alias: string;
  version: number | null;
  expectedVersion: number | null;
}

/** Archives an agent, or restores it. */
export interface ArchiveAgent {
  idempotencyKey: string;
  agent: string;
  archived: boolean;
}

/** Result of `SetAgentAlias` and `ArchiveAgent`. */
export interface ChangedAgent {
  agentId: string;
  replayed: boolean;
}

/** Compares the provider's agents with the record, and deletes orphans unless `dryRun`. */
export interface ReconcileAgents {
  idempotencyKey: string;
  dryRun: boolean;
}

/** Result of `ReconcileAgents`: ids of the provider's agents, and ids of agent versions. */
export interface ReconciledAgents {
  orphans: string[];
  deleted: string[];
  driftedVersionIds: string[];
  replayed: boolean;
}

/** Requests one tool of a server, or all of them. */
export interface WantedTool {
  server: string;
  /** Null: all tools of the server. */
  name: string | null;
  /** Null: AUTO for a read-only tool, ASK for any other. */
  policy: ToolPolicy | null;
  approvalTimeoutMs: number;
  approveOnTimeout: boolean;
  /** Settings of a hosted tool, validated. */
  settings?: Record<string, unknown>;
}

/** Result of `RegisterAgent`. `replayed`: the idempotency key had been used before. */
export interface RegisteredAgent {
  versionId: string;
  created: boolean;
  replayed: boolean;
}
