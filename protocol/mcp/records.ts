import type { Prompt, Tool } from "../agent/agent.ts";
import type { Failure } from "../status.ts";

/** A fault in a server's list of tools or prompts. */
export interface ListingProblem {
  /** Name of the tool or prompt; null if the fault concerns the whole list. */
  name: string | null;
  /** The fault, in words that clients may show. */
  message: string;
  /** True if it is listed despite the fault. */
  usable: boolean;
}

/** An MCP server and its last listing. */
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

/** The text of a prompt when it was last fetched; `text` is null with a `failure` if it was never fetched. */
export interface PromptText {
  text: string | null;
  failure: Failure | null;
}
