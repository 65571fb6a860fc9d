import type { ModelSettings, PromptSource } from "./agent.ts";
import type { ToolPolicy } from "../approval/approval.ts";
import type { Budget } from "../budget/budget.ts";

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

/** What the effect of a command was, by id; `replayed` when its key was answered before. */
export interface RegisteredAgent {
  versionId: string;
  created: boolean;
  replayed: boolean;
}
