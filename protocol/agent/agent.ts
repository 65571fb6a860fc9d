import type { ToolPolicy } from "../approval/approval.ts";
import type { Budget } from "../budget/budget.ts";

/** How the model is asked; null leaves it to the provider. */
export interface ModelSettings {
  temperature: number | null;
  topP: number | null;
  maxTokens: number | null;
  stop: string[] | null;
  seed: number | null;
  toolChoice: ToolChoice | null;
  reasoningEffort: string | null;
  /** Model asked when the first one is unavailable for good in a turn; versions made before it have none. */
  fallbackModel?: string | null;
}

/** Whether a tool must be called. */
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
  idempotent: boolean;
  hash: string;
}

/** A tool of an agent: its server and the snapshot taken when the version was made. */
export interface AgentTool {
  server: string;
  tool: Tool;
  policy: ToolPolicy;
  /** How long a human is waited for, ms. */
  approvalTimeoutMs: number;
  /** The verdict when nobody decides in time. */
  approveOnTimeout: boolean;
  /** What a tool that the provider runs needs; left out where it needs nothing. */
  settings?: Record<string, unknown>;
}

/** The MCP prompt that instructions were made of. */
export interface PromptSource {
  server: string;
  name: string;
  arguments: Record<string, string>;
}

/**
 * What an agent version is. Its hash covers all of it but `prompt`: where a text came from does not change what the
 * agent is. Fields that were added later are left out where they are empty, so that older hashes stay (`specHash`).
 */
export interface AgentSpec {
  model: string;
  instructions: string;
  /** Left out where the instructions were given as a text. */
  prompt?: PromptSource;
  settings: ModelSettings;
  tools: AgentTool[];
  /** Limits of a turn. */
  turnBudget: Budget;
  /** Limits of a conversation. */
  conversationBudget: Budget;
  /** JSON Schema of the output; left out for free text. */
  outputSchema?: unknown;
  /** Ids of the versions that it may hand over to, sorted; left out where there are none. */
  handoffs?: string[];
  /** Mistral's guardrail settings as they are sent; left out where there are none. */
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

/** Names a user may give to an agent. */
export const agentNamePattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** Settings with every field null: the provider decides. */
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
