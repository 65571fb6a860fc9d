import { conversationAppendStreamRequestToJSON } from "@mistralai/mistralai/models/components";
import type { ModelInput } from "../../../store/call/model-inputs.ts";
import { toEntry } from "../call/request.ts";
import { asObject, type Fields, textOf } from "../stream/fields.ts";

/** An entry of a remote conversation, as it goes over the wire. */
export type RemoteEntry = Fields;

/** What the entries behind the settled lastEntryId say of a request of ours whose answer was lost. */
export type Verdict =
  /** Our inputs and a finished answer to them, and nothing else. */
  | { found: "answer"; outputs: RemoteEntry[] }
  /** Nothing came in. */
  | { found: "nothing" }
  /** Anything else: half an answer, or what is not ours. `answered`: we were answered, and it went on from there. */
  | { found: "other"; answered: boolean };

/** Adopts only what is provably ours: exactly our inputs first, then outputs alone, of which the last is finished. */
export function classifyHistory(
  behindTip: readonly RemoteEntry[],
  inputs: readonly ModelInput[],
): Verdict {
  if (behindTip.length === 0) return { found: "nothing" };
  const expected = sent(inputs).map(identity);
  const given = behindTip.slice(0, expected.length).map(identity);
  const outputs = behindTip.slice(expected.length);
  const ours = expected.length === given.length && expected.every((id, i) => id === given[i]);
  if (!ours) return { found: "other", answered: false };
  if (isAnswer(outputs)) return { found: "answer", outputs };
  const next = outputs.findIndex(isInput);
  return { found: "other", answered: next > 0 && isAnswer(outputs.slice(0, next)) };
}

/** Our inputs as they were sent, so that both sides are compared in one shape. */
function sent(inputs: readonly ModelInput[]): RemoteEntry[] {
  const body = conversationAppendStreamRequestToJSON({ inputs: inputs.map(toEntry) });
  return (JSON.parse(body) as { inputs: RemoteEntry[] }).inputs;
}

/** True for an entry that was sent to the model, as against one that it wrote. */
export const isInput = ({ type }: RemoteEntry) =>
  type === "message.input" || type === "function.result";

/** Entries of unknown types may be part of an answer, like such events of a stream; they do not complete it. */
function isAnswer(outputs: readonly RemoteEntry[]): boolean {
  if (outputs.some(isInput)) return false;
  const known = ["message.output", "function.call", "tool.execution", "agent.handoff"];
  const last = outputs.findLast(({ type }) => known.includes(String(type)));
  return last?.type === "message.output" || last?.type === "function.call";
}

/** The same for two entries that say the same: content for messages, the call's id for calls and results. */
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

/** Content in one shape, whether it was given as text or in chunks; neighbouring texts are one. */
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

/** Estimated tokens of a text of so many UTF-16 units, where the provider reports no usage. */
export const estimateTokens = (units: number): number => Math.ceil(units / 4);
