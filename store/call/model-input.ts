import type { Content } from "../../protocol/conversation/content.ts";

/**
 * What we have to tell the model: the user's message, or the results of its tool calls. `said` and `tool_call` are an
 * answer of its own told again, where the remote conversation that holds it takes nothing more.
 */
export type ModelInput =
  | { type: "message"; content: Content[] }
  | { type: "tool_result"; remoteToolCallId: string; name: string; result: string }
  | { type: "said"; content: Content[] }
  | { type: "tool_call"; remoteToolCallId: string; name: string; arguments: unknown };
