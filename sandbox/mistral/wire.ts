import type { Json } from "../model/types.ts";

/** An entry of a conversation in the API's form. */
export type Entry = {
  object: "entry";
  id: string;
  created_at: string;
  completed_at?: string | null;
} & EntryBody;

/** The fields of the six kinds of entries. */
export type EntryBody =
  | { type: "message.input"; role: "user" | "assistant"; content: unknown; prefix?: boolean }
  | {
    type: "message.output";
    role: "assistant";
    content: unknown;
    agent_id?: string;
    model?: string;
  }
  | {
    type: "function.call";
    tool_call_id: string;
    name: string;
    arguments: string;
    agent_id?: string;
    model?: string;
  }
  | { type: "function.result"; tool_call_id: string; result: string }
  | {
    type: "tool.execution";
    name: string;
    arguments: string;
    info?: Json;
    agent_id?: string;
    model?: string;
  }
  | {
    type: "agent.handoff";
    previous_agent_id: string;
    previous_agent_name: string;
    next_agent_id: string;
    next_agent_name: string;
  };

/** A version of an agent: the fields that create and update set. */
export type AgentSpec = {
  model: string;
  name: string;
  instructions?: string | null;
  tools?: Json[];
  completion_args?: Json;
  guardrails?: Json[] | null;
  description?: string | null;
  handoffs?: string[] | null;
  metadata?: Json | null;
  version_message?: string | null;
  deployment_chat?: boolean | null;
};

/** An alias of a version. */
export type Alias = { version: number; created_at: string; updated_at: string };

/** An agent with all its versions; the index is the version number. */
export type Agent = {
  id: string;
  /** The account that it belongs to; left out: that of keys without a colon. */
  account?: string;
  created_at: string;
  updated_at: string;
  current: number;
  versions: AgentSpec[];
  aliases: Record<string, Alias>;
};

/** A conversation without its entries. `root` is the conversation at the start of its line of restarts. */
export type Conversation = {
  id: string;
  /** The account that it belongs to; left out: that of keys without a colon. */
  account?: string;
  root: string;
  created_at: string;
  updated_at: string;
  agent_id?: string;
  agent_version?: number;
  model?: string;
  instructions?: string | null;
  tools?: Json[] | null;
  completion_args?: Json | null;
  guardrails?: Json[] | null;
  name?: string | null;
  description?: string | null;
  metadata?: Json | null;
};

/** Token counts in the API's form. */
export type Usage = {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  /** Tokens that built-in tools read, and how often each ran. */
  connector_tokens?: number;
  connectors?: Record<string, number>;
};

/** A file of a built-in tool. `content`: base64. */
export type File = {
  id: string;
  /** The account that it belongs to; left out: that of keys without a colon. */
  account?: string;
  name: string;
  type: string;
  content: string;
  created_at: string;
};
