import type { ModelInput } from "../../store/call/model-inputs.ts";
import type { WrittenEntry } from "../../store/call/model-outcome.ts";
import type { Content } from "../../protocol/conversation/content.ts";
import type { NamedCall } from "../model/answer/written-entry.ts";
import { redact } from "../../telemetry/redact.ts";
import { fitJson, type Json } from "./fit-json.ts";

/** Maximum UTF-16 units of an attribute. */
const maxUnits = 16_000;

/** A part of a message as the GenAI conventions have it. */
type Part =
  | { type: "text" | "reasoning"; content: string }
  | { type: "tool_call"; id?: string; name: string; arguments: unknown }
  | { type: "tool_call_response"; id?: string; response: unknown }
  | { type: "server_tool_call"; id: string; name: string; server_tool_call: HostedPart }
  | { type: "server_tool_call_response"; id: string; server_tool_call_response: HostedPart };
/** A call of a tool that the provider ran. */
type HostedPart = { type: string; arguments?: unknown; response?: unknown };
interface Message {
  role: "user" | "assistant" | "tool";
  parts: Part[];
}

/** The inputs of a model call as the value of `gen_ai.input.messages`. */
export function inputMessages(inputs: readonly ModelInput[]): string {
  return asAttribute(inputs.map(inputMessage));
}

/** An answer as the value of `gen_ai.output.messages`. `named`: its tool calls, by the ids of their entries. */
export function outputMessages(
  entries: readonly WrittenEntry[],
  named: ReadonlyMap<string, NamedCall>,
  finishReason: string,
): string {
  const parts = entries.flatMap((entry) => partsOf(entry, named.get(entry.id)));
  return asAttribute([{ role: "assistant", parts, finish_reason: finishReason }]);
}

/**
 * A value as the text of an attribute, always valid JSON: with secrets masked, and with its texts and lists shortened
 * where it is too long. A text that contains JSON, as many results of tools do, is parsed first.
 */
export function asAttribute(value: unknown): string {
  const plain = JSON.stringify(
    parsed(value),
    (_, inner) => typeof inner === "bigint" ? String(inner) : inner,
  ) ?? "null";
  // Masks twelve levels; a log line masks four.
  return fitJson(redactTexts(redact(JSON.parse(plain), -8)) as Json, maxUnits);
}

/** The value of a text that contains a JSON object or list; any other value unchanged. */
function parsed(value: unknown): unknown {
  // JSON.parse would round longer numbers.
  if (typeof value !== "string" || !/^\s*[[{]/.test(value) || /\d{16}/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Masks fields with the names of secrets inside texts that contain JSON. */
function redactTexts(value: unknown): unknown {
  if (typeof value === "string") {
    const inner = parsed(value);
    return inner === value ? value : JSON.stringify(redact(inner, -8));
  }
  if (Array.isArray(value)) return value.map(redactTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, redactTexts(one)]));
}

function inputMessage(input: ModelInput): Message {
  switch (input.type) {
    case "message":
      return { role: "user", parts: input.content.flatMap(contentPart) };
    case "answer":
      return { role: "assistant", parts: input.content.flatMap(contentPart) };
    case "tool_call": {
      const { remoteToolCallId: id, name } = input;
      return {
        role: "assistant",
        parts: [{ type: "tool_call", id, name, arguments: parsed(input.arguments) }],
      };
    }
    case "tool_result": {
      const { remoteToolCallId: id, result } = input;
      return {
        role: "tool",
        parts: [{ type: "tool_call_response", id, response: parsed(result) }],
      };
    }
  }
}

function partsOf(entry: WrittenEntry, named: NamedCall | undefined): Part[] {
  const { id, name } = named ?? { id: entry.id, name: "unknown" };
  switch (entry.kind) {
    case "message":
      return entry.content.flatMap(contentPart);
    case "tool":
      return [{ type: "tool_call", id, name, arguments: parsed(entry.arguments) }];
    case "hosted":
      return [
        { type: "server_tool_call", id, name, server_tool_call: hosted(name, entry) },
        {
          type: "server_tool_call_response",
          id,
          server_tool_call_response: { type: name, response: parsed(entry.result) },
        },
      ];
    case "handoff":
      return [];
  }
}

const hosted = (type: string, entry: { arguments: unknown }): HostedPart => ({
  type,
  arguments: parsed(entry.arguments),
});

function contentPart(part: Content): Part[] {
  if (part.type === "text") return [{ type: "text", content: part.text }];
  if (part.type === "thinking") return [{ type: "reasoning", content: part.text }];
  return [];
}
