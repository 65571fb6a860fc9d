import type { AnswerEvent } from "./answer-event.ts";
import { asObject, type Fields } from "./fields.ts";
import { readEvent } from "./read-event.ts";
import { UndecodableError } from "./stream-faults.ts";

/** A JSON document of the provider as the events that would have streamed it. Throws UndecodableError. */
export function eventsOfAnswer(text: string): AnswerEvent[] {
  const answer = asObject(parse(text));
  if (!answer) throw new UndecodableError("the answer is not a JSON object");
  const { outputs, conversation_id, usage } = answer;
  if (!Array.isArray(outputs)) return [readEvent(answer)];
  return [
    readEvent({ type: "conversation.response.started", conversation_id }),
    ...outputs.flatMap(eventsOfEntry),
    readEvent({ type: "conversation.response.done", usage }),
  ];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UndecodableError("the answer is not JSON");
  }
}

/**
 * An entry, as answers and histories hold it, as the events that would have streamed it: so it means the same. `n`:
 * its place among the outputs. An entry of a type that is not known is one unknown event.
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
