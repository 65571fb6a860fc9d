import type { ModelInput } from "../../store/engine/model-inputs.ts";
import type { WrittenEntry } from "../../store/engine/model-outcome.ts";
import type { Content } from "../../protocol/content.ts";
import { redact, redactText } from "../../telemetry/redact.ts";

/** Most UTF-16 units of one attribute. */
const longest = 16_000;

/** A part of a message as the GenAI conventions have it. */
type Part =
  | { type: "text" | "reasoning"; content: string }
  | { type: "tool_call"; id?: string; name?: string; arguments: unknown }
  | { type: "tool_call_response"; id?: string; response: string };
interface Told {
  role: "user" | "assistant" | "tool";
  parts: Part[];
}

/** What a model call tells the model, as the value of `gen_ai.input.messages`. */
export function inputMessages(inputs: readonly ModelInput[]): string {
  return asAttribute(inputs.map(toldInput));
}

/** What a model wrote, as the value of `gen_ai.output.messages`. */
export function outputMessages(entries: readonly WrittenEntry[], finishReason: string): string {
  const parts = entries.flatMap((entry): Part[] => {
    if (entry.kind === "message") return entry.content.flatMap(partOf);
    if (entry.kind === "tool") {
      return [{ type: "tool_call", id: entry.id, arguments: entry.arguments }];
    }
    return [];
  });
  return asAttribute([{ role: "assistant", parts, finish_reason: finishReason }]);
}

/** A value as the text of an attribute: without secrets, and cut where it is too long. */
export function asAttribute(value: unknown): string {
  // Twelve levels deep, where a log line has four; once more as text, for a value may be JSON inside a text.
  const text = redactText(JSON.stringify(redact(value, -8)) ?? "null");
  return text.length <= longest ? text : `${text.slice(0, longest)}[cut: ${text.length - longest}]`;
}

function toldInput(input: ModelInput): Told {
  switch (input.type) {
    case "message":
      return { role: "user", parts: input.content.flatMap(partOf) };
    case "said":
      return { role: "assistant", parts: input.content.flatMap(partOf) };
    case "tool_call": {
      const { remoteToolCallId: id, name } = input;
      return {
        role: "assistant",
        parts: [{ type: "tool_call", id, name, arguments: input.arguments }],
      };
    }
    case "tool_result": {
      const { remoteToolCallId: id, result } = input;
      return { role: "tool", parts: [{ type: "tool_call_response", id, response: result }] };
    }
  }
}

function partOf(part: Content): Part[] {
  if (part.type === "text") return [{ type: "text", content: part.text }];
  if (part.type === "thinking") return [{ type: "reasoning", content: part.text }];
  return [];
}
