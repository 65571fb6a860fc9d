import { conversationAppendStreamRequestToJSON } from "@mistralai/mistralai/models/components";
import type { ModelRequest } from "../call/plan.ts";
import { asObject, type Fields, textOf } from "../stream/fields.ts";

/** An entry of a remote conversation, in the form of the API. */
export type RemoteEntry = Fields;

/** What the entries after a checkpoint show of a request whose answer was lost. */
export type HistoryClass =
  /** The inputs of the request and a complete answer to them, and nothing else. */
  | { found: "answer"; outputs: RemoteEntry[] }
  /** No entry: the request did not arrive. */
  | { found: "nothing" }
  /** An incomplete answer, or other entries. `answered`: a complete answer exists, and other inputs follow it. */
  | { found: "other"; answered: boolean };

/**
 * An answer is found only where it is provably the one to this request: exactly its inputs, then only outputs, of which
 * the last is complete.
 */
export function classifyHistory(
  entries: readonly RemoteEntry[],
  inputs: ModelRequest["inputs"],
): HistoryClass {
  if (entries.length === 0) return { found: "nothing" };
  const expected = toWire(inputs).map(identity);
  const given = entries.slice(0, expected.length).map(identity);
  const outputs = entries.slice(expected.length);
  const same = expected.length === given.length && expected.every((id, i) => id === given[i]);
  if (!same) return { found: "other", answered: false };
  if (isAnswer(outputs)) return { found: "answer", outputs };
  const next = outputs.findIndex(isInput);
  return { found: "other", answered: next > 0 && isAnswer(outputs.slice(0, next)) };
}

/** Inputs in the form of the API, in which a history has them. */
function toWire(inputs: ModelRequest["inputs"]): RemoteEntry[] {
  const body = conversationAppendStreamRequestToJSON({ inputs });
  return (JSON.parse(body) as { inputs: RemoteEntry[] }).inputs;
}

/** True for an entry that was sent to the model, not written by it. */
export const isInput = ({ type }: RemoteEntry) =>
  type === "message.input" || type === "function.result";

/** Entries of unknown types may be part of an answer, like unknown events of a stream; they do not complete it. */
function isAnswer(outputs: readonly RemoteEntry[]): boolean {
  if (outputs.some(isInput)) return false;
  const known = ["message.output", "function.call", "tool.execution", "agent.handoff"];
  const last = outputs.findLast(({ type }) => known.includes(String(type)));
  return last?.type === "message.output" || last?.type === "function.call";
}

/** Equal for equivalent entries: the content of messages, the id of the call for calls and results. */
function identity(entry: RemoteEntry): string {
  switch (entry.type) {
    case "function.result":
    case "function.call":
      return `${entry.type} ${textOf(entry.tool_call_id)}`;
    case "message.input":
    case "message.output": {
      const role = entry.role ?? (entry.type === "message.input" ? "user" : "assistant");
      return `${entry.type} ${role} ${JSON.stringify(contentOf(entry.content))}`;
    }
    default:
      return String(entry.type);
  }
}

/** Content in one form, whether it was given as text or in chunks; adjacent texts are joined. */
function contentOf(content: unknown): string[][] {
  const chunks = Array.isArray(content) ? content : [content];
  const parts: string[][] = [];
  for (const chunk of chunks) {
    const [kind = "", value = ""] = kindAndValue(chunk);
    const last = parts.at(-1);
    if (kind === "text" && last?.[0] === "text") last[1] += value;
    else parts.push([kind, value]);
  }
  return parts;
}

function kindAndValue(value: unknown): [string, string] {
  const chunk = asObject(value);
  if (!chunk) return ["text", textOf(value) ?? ""];
  const { type } = chunk;
  if (type === "text") return ["text", textOf(chunk.text) ?? ""];
  if (type !== "document_url" && type !== "image_url") return [String(type), JSON.stringify(chunk)];
  const address = chunk[type];
  return [type, textOf(address) ?? textOf(asObject(address)?.url) ?? ""];
}

/** Estimated tokens of a text of this many UTF-16 units, where the provider reports no usage. */
export const estimateTokens = (units: number): number => Math.ceil(units / 4);
