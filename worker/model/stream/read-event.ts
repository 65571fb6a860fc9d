import type { AnswerEvent, ArgumentsPiece, OutputRef } from "./answer-event.ts";
import { asObject, type Fields, idOf, indexOf, numberOf, textOf } from "./fields.ts";
import { isTooDeep } from "./is-deep.ts";
import { parsePreservingNumbers } from "./preserve-numbers.ts";
import { readUsage } from "./read-usage.ts";
import { UndecodableError } from "./stream-faults.ts";

/** Reads the data of one server-sent event. Throws UndecodableError. */
export function readFrame(data: string): AnswerEvent[] {
  const text = data.trim();
  if (text === "" || text.toUpperCase() === "[DONE]") return [];
  const value = parse(text);
  if (isTooDeep(text, value)) {
    throw new UndecodableError("an event of the answer is nested too deeply");
  }
  return Array.isArray(value) ? value.map(readEvent) : [readEvent(value)];
}

/** Numbers are preserved only in arguments that arrive as data: nothing else needs it, and it is slow. */
function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const args = asObject(value)?.arguments;
    const isData = Array.isArray(value) || (typeof args === "object" && args !== null);
    return isData ? parsePreservingNumbers(text) : value;
  } catch {
    throw new UndecodableError("an event of the answer is not JSON");
  }
}

/**
 * The meaning of an event of the provider. Only its `type` is required; every other field may be missing or of another
 * type, and unknown fields are ignored. Throws UndecodableError without a type.
 */
export function readEvent(value: unknown): AnswerEvent {
  const fields = asObject(value);
  if (!fields) throw new UndecodableError("an event of the answer is not an object");
  const { type } = fields;
  const read = typeof type === "string" && Object.hasOwn(readers, type)
    ? readers[type as keyof typeof readers]
    : null;
  if (read) return read(fields);
  if (isError(fields)) return failure(fields);
  if (typeof type !== "string" || type === "") {
    throw new UndecodableError("an event of the answer has no type");
  }
  return { type: "unknown", name: type };
}

const readers = {
  "conversation.response.started": (e: Fields): AnswerEvent => ({
    type: "started",
    conversationId: idOf(e.conversation_id),
  }),
  "message.output.delta": (e: Fields): AnswerEvent => ({
    type: "message",
    id: idOf(e.id),
    index: indexOf(e.output_index),
    agentId: idOf(e.agent_id),
    model: idOf(e.model),
    content: e.content,
  }),
  "function.call.delta": (e: Fields): AnswerEvent => ({
    type: "call",
    id: idOf(e.id),
    index: indexOf(e.output_index),
    agentId: idOf(e.agent_id),
    model: idOf(e.model),
    toolCallId: idOf(e.tool_call_id),
    name: nameOf(e.name),
    arguments: argumentsOf(e.arguments),
  }),
  "tool.execution.started": hosted,
  "tool.execution.delta": hosted,
  "tool.execution.done": (e: Fields): AnswerEvent => ({ ...hosted(e), info: asInfo(e.info) }),
  "agent.handoff.started": (e: Fields): AnswerEvent => ({
    ...{ type: "handoff", ended: false, previousAgentId: idOf(e.previous_agent_id) },
    ...refOf(e),
  }),
  "agent.handoff.done": (e: Fields): AnswerEvent => ({
    ...{ type: "handoff", ended: true, nextAgentId: idOf(e.next_agent_id) },
    ...refOf(e),
  }),
  "conversation.response.done": (e: Fields): AnswerEvent => ({
    type: "done",
    usage: readUsage(e.usage),
  }),
  "conversation.response.error": failure,
};

function hosted(e: Fields) {
  return {
    ...{ type: "hosted" as const, agentId: idOf(e.agent_id), model: idOf(e.model), ...refOf(e) },
    // Connectors name the tool in `function`, in addition to their own name.
    ...{ name: nameOf(e.name) ?? nameOf(e.function), arguments: argumentsOf(e.arguments) },
  };
}

const refOf = (e: Fields): OutputRef => ({ id: idOf(e.id), index: indexOf(e.output_index) });

/** Maximum length of a tool's name, UTF-16 units: the provider's own limit is 64. */
const maxNameLength = 256;
const nameOf = (value: unknown) => textOf(value)?.slice(0, maxNameLength) || null;

/** Arguments as data are complete; as text they are a fragment. */
function argumentsOf(value: unknown): ArgumentsPiece | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return { text: value, whole: false };
  return { text: jsonOf(value), whole: true };
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    throw new UndecodableError("the arguments of a call are nested too deeply");
  }
}

/** The result of a tool of the provider; any other value becomes an object. */
function asInfo(value: unknown): Fields | null {
  if (value === null || value === undefined) return null;
  return asObject(value) ?? { result: value };
}

/** Recognises an error in the forms of the provider and its gateways, by fields and never by message text. */
function isError({ type, object, error }: Fields): boolean {
  const named = typeof object === "string" && object.toLowerCase() === "error";
  return type === "error" || named || (typeof type !== "string" && asObject(error) !== null);
}

function failure(fields: Fields): AnswerEvent {
  const inner = asObject(fields.error) ?? {};
  return { type: "error", code: numberOf(fields.code) ?? numberOf(inner.code) };
}
