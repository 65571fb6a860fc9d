/** A JSON object. */
export type Json = Record<string, unknown>;

/** A function that the agent offers to the model. `parameters` is a JSON schema. */
export type OfferedTool = { name: string; description: string; parameters: Json };

/** An entry of the conversation as the model reads it. */
export type PromptEntry =
  | { kind: "user"; text: string }
  | { kind: "answer"; text: string }
  | { kind: "call"; id: string; name: string; arguments: string }
  | { kind: "result"; id: string; text: string };

/** The input of the rule-based model. `seen` is oldest first. */
export type Prompt = {
  agentName: string;
  instructions: string;
  tools: readonly OfferedTool[];
  toolChoice: string;
  /** The JSON schema to follow, `{}` for any JSON object, none for prose. */
  schema: Json | undefined;
  /** The agent's built-in tools, which the service runs. */
  hosted: readonly string[];
  /** True: thinking chunks come before the answer. */
  thinks: boolean;
  handoffs: readonly { id: string; name: string }[];
  seen: readonly PromptEntry[];
};

/** A file that a tool made. */
export type GeneratedFile = { name: string; type: string; bytes: Uint8Array };

/** A part of a message. `file`: the newest file of `tool`. */
export type MessagePart =
  | { type: "text"; text: string }
  | { type: "thinking"; text: string }
  | { type: "reference"; tool: string; title: string; url: string; description: string }
  | { type: "file"; tool: string };

/** An output of the model. A decision is a list of outputs, in order. */
export type ModelOutput =
  | { kind: "message"; text: string }
  /** A message in parts. */
  | { kind: "parts"; parts: MessagePart[] }
  /** A built-in tool runs. `file`: its result, which the message after it refers to. */
  | { kind: "execution"; name: string; arguments: string; info: Json; file?: GeneratedFile }
  | { kind: "call"; name: string; arguments: string }
  | { kind: "handoff"; to: string };

/** `value` as an object, or an empty one. */
export function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value as Json : {};
}

/** `text` parsed as JSON; undefined if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
