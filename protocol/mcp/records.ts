import type { Prompt, Tool } from "../agent/agent.ts";
import type { Failure } from "../status.ts";

/** A fault in a server's list of tools or prompts. */
export interface ListingProblem {
  /** Name of the tool or prompt; null where the fault concerns the whole list. */
  name: string | null;
  /** The fault, in words that may be shown. */
  message: string;
  /** True where it is listed despite the fault. */
  usable: boolean;
}

/** A server of tools and prompts, as last listed. */
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

/** What a prompt gave when it was last fetched; `text` null with `failure` when it never gave any. */
export interface PromptText {
  text: string | null;
  failure: Failure | null;
}
