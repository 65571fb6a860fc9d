import type { Content } from "../../protocol/conversation/content.ts";

/**
 * An input of a model call: a user's message or the result of a tool call. `answer` and `tool_call` replay what the model
 * wrote, if the request cannot continue the remote conversation that has it. `label`: the number of the tool call in its
 * turn, by which the model can cite the result.
 */
export type ModelInput =
  | { type: "message"; content: Content[] }
  | { type: "tool_result"; remoteToolCallId: string; label: string; name: string; result: string }
  | { type: "answer"; content: Content[] }
  | { type: "tool_call"; remoteToolCallId: string; name: string; arguments: unknown };
