/** Anything JSON can say. */
export type Json = Record<string, unknown>;

/** A function the model may call, as the agent offers it. `parameters` is a JSON schema. */
export type OfferedTool = { name: string; description: string; parameters: Json };

/** One thing that was said or done, oldest first, as the model reads it. */
export type PromptEntry =
  | { kind: "user"; text: string }
  | { kind: "answer"; text: string }
  | { kind: "call"; id: string; name: string; arguments: string }
  | { kind: "result"; id: string; text: string };

/** All that the rule-based model knows when it decides. */
export type Prompt = {
  agentName: string;
  instructions: string;
  tools: readonly OfferedTool[];
  toolChoice: string;
  /** The JSON schema to follow, `{}` for any JSON object, none for prose. */
  schema: Json | undefined;
  /** The tools that the service itself runs for the agent. */
  hosted: readonly string[];
  /** True: it thinks aloud before it answers. */
  thinks: boolean;
  handoffs: readonly { id: string; name: string }[];
  seen: readonly PromptEntry[];
};

/** A file that a tool made. */
export type GeneratedFile = { name: string; type: string; bytes: Uint8Array };

/** A part of a message. `file`: the last that `tool` made. */
export type MessagePart =
  | { type: "text"; text: string }
  | { type: "thinking"; text: string }
  | { type: "reference"; tool: string; title: string; url: string; description: string }
  | { type: "file"; tool: string };

/** What the model says next. A decision is a list of these, in order. */
export type ModelOutput =
  | { kind: "message"; text: string }
  /** A message in parts. */
  | { kind: "parts"; parts: MessagePart[] }
  /** A tool that the service runs itself. `file`: what it made, as the message after it names it. */
  | { kind: "execution"; name: string; arguments: string; info: Json; file?: GeneratedFile }
  | { kind: "call"; name: string; arguments: string }
  | { kind: "handoff"; to: string };

/** `value` as an object, or an empty one. */
export function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value as Json : {};
}

/** The object that `text` holds as JSON, or none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
