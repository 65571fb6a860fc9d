import type { ToolPolicy } from "../approval/approval.ts";
import type { Budget } from "../budget/budget.ts";

/** Settings of model calls; null uses the provider's default. */
export interface ModelSettings {
  temperature: number | null;
  topP: number | null;
  maxTokens: number | null;
  stop: string[] | null;
  seed: number | null;
  toolChoice: ToolChoice | null;
  reasoningEffort: string | null;
  /** The model that a turn uses once the first one is finally unavailable. */
  fallbackModel?: string | null;
}

/** Whether the model may, must or must not call a tool. */
export const toolChoices = ["AUTO", "NONE", "REQUIRED"] as const;
/** One of `toolChoices`. */
export type ToolChoice = (typeof toolChoices)[number];

/** A tool as its MCP server describes it. `hash` covers all other fields. */
export interface Tool {
  name: string;
  title: string | null;
  description: string | null;
  inputSchema: unknown;
  outputSchema: unknown;
  readOnly: boolean;
  /** False: its calls only add. Absent: they may delete or overwrite, unless it is read-only. */
  destructive?: false;
  idempotent: boolean;
  hash: string;
}

/** A tool of an agent: its server and the snapshot taken when the version was created. */
export interface AgentTool {
  server: string;
  tool: Tool;
  policy: ToolPolicy;
  /** An approval expires after this time, ms. */
  approvalTimeoutMs: number;
  /** Whether an expired approval counts as approved. */
  approveOnTimeout: boolean;
  /** Settings of a hosted tool; absent if it needs none. */
  settings?: Record<string, unknown>;
}

/** The MCP prompt from which instructions were fetched. */
export interface PromptSource {
  server: string;
  name: string;
  arguments: Record<string, string>;
}

/**
 * The definition of an agent version. Its hash covers everything but `prompt`: the origin of a text does not change
 * the agent. Optional fields are absent when empty, so that they do not change the hash (`specHash`).
 */
export interface AgentSpec {
  model: string;
  instructions: string;
  /** Absent if the instructions were given as a text. */
  prompt?: PromptSource;
  settings: ModelSettings;
  tools: AgentTool[];
  /** Limits of a turn. */
  turnBudget: Budget;
  /** Limits of a conversation. */
  conversationBudget: Budget;
  /** JSON Schema of the output; absent for free text. */
  outputSchema?: unknown;
  /** Ids of the versions that it may hand over to, sorted; absent if there are none. */
  handoffs?: string[];
  /** Mistral's guardrail settings as sent; absent if there are none. */
  guardrails?: unknown;
}

/** An argument of a prompt. */
export interface PromptArgument {
  name: string;
  description: string | null;
  required: boolean;
}

/** A prompt as its MCP server describes it. */
export interface Prompt {
  name: string;
  title: string | null;
  description: string | null;
  arguments: PromptArgument[];
}

/** The alias whose version conversations use that name none. */
export const stableAlias = "stable";

/** Valid names of agents. */
export const agentNamePattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** Settings with every field null: the provider's defaults. */
export const noSettings: ModelSettings = {
  temperature: null,
  topP: null,
  maxTokens: null,
  stop: null,
  seed: null,
  toolChoice: null,
  reasoningEffort: null,
  fallbackModel: null,
};
