import type { AnswerEvent } from "./answer-event.ts";
import { asObject, type Fields } from "./fields.ts";
import { isTooDeep } from "./is-deep.ts";
import { readEvent } from "./read-event.ts";
import { UndecodableError } from "./stream-faults.ts";

/** The events that would have streamed a JSON answer of the provider. Throws UndecodableError. */
export function eventsOfAnswer(text: string): AnswerEvent[] {
  const answer = asObject(parseAnswer(text));
  if (!answer) throw new UndecodableError("the answer is no JSON object");
  const { outputs, conversation_id, usage } = answer;
  if (!Array.isArray(outputs)) return [readEvent(answer)];
  return [
    readEvent({ type: "conversation.response.started", conversation_id }),
    ...outputs.flatMap(eventsOfEntry),
    readEvent({ type: "conversation.response.done", usage }),
  ];
}

/** Parses a JSON document of the provider. Throws UndecodableError, also when it is nested too deeply. */
export function parseAnswer(text: string): unknown {
  const value = parsed(text);
  if (isTooDeep(text, value)) throw new UndecodableError("the answer is nested too deeply");
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UndecodableError("the answer is not JSON");
  }
}

/**
 * The events that would have streamed an entry of an answer or a history. `n`: its position among the outputs. An entry
 * of an unknown type is one unknown event.
 */
export function eventsOfEntry(value: unknown, n: number): AnswerEvent[] {
  const entry = asObject(value);
  if (!entry) return [];
  const at = { ...entry, output_index: n };
  const event = (type: string, more: Fields = {}) => readEvent({ ...at, ...more, type });
  switch (entry.type) {
    case "message.output":
      return [event("message.output.delta")];
    case "function.call":
      return [event("function.call.delta")];
    case "tool.execution":
      return [
        event("tool.execution.started"),
        event("tool.execution.done", { arguments: null }),
      ];
    case "agent.handoff":
      return [event("agent.handoff.started"), event("agent.handoff.done")];
    default:
      return [{ type: "unknown", name: String(entry.type) }];
  }
}
