import { asObject } from "../model/types.ts";
import type { Json } from "../model/types.ts";
import {
  anything,
  bool,
  either,
  list,
  matching,
  oneOf,
  opt,
  record,
  req,
  shape,
  text,
} from "./check.ts";
import type { Check } from "./check.ts";

/** Function names that the API accepts. */
export const functionName = matching(/^[a-zA-Z0-9_-]{1,64}$/);

const chunk: Check = (v, loc) =>
  oneOf("text", "image_url", "document_url", "tool_file", "thinking")(asObject(v).type, [
    ...loc,
    "type",
  ]);
const content = either(text(), list(chunk));
const entryFields = {
  object: opt(oneOf("entry")),
  type: opt(text()),
  id: opt(text()),
  created_at: opt(text()),
  completed_at: opt(text()),
};
const author = { agent_id: opt(text()), model: opt(text()) };
const entries: Record<string, Check> = {
  "message.input": shape({
    ...entryFields,
    role: req(oneOf("user", "assistant")),
    content: req(content),
    prefix: opt(bool),
  }),
  "message.output": shape({
    ...entryFields,
    ...author,
    role: opt(oneOf("assistant")),
    content: req(content),
  }),
  "function.call": shape({
    ...entryFields,
    ...author,
    tool_call_id: req(text()),
    name: req(functionName),
    arguments: req(either(text(), record)),
    confirmation_status: opt(text()),
  }),
  "function.result": shape({ ...entryFields, tool_call_id: req(text()), result: req(text()) }),
  "tool.execution": shape({
    ...entryFields,
    ...author,
    name: req(text()),
    arguments: req(text()),
    info: opt(record),
    function: opt(anything),
  }),
  "agent.handoff": shape({
    ...entryFields,
    previous_agent_id: req(text()),
    previous_agent_name: req(text()),
    next_agent_id: req(text()),
    next_agent_name: req(text()),
  }),
};

/** The type of an input entry, inferred from its fields if it has none. */
export function typeOfInput(entry: Json): string {
  if (typeof entry.type === "string") return entry.type;
  return entry.tool_call_id !== undefined && entry.result !== undefined
    ? "function.result"
    : "message.input";
}

const inputEntry: Check = (v, loc) => {
  const type = typeOfInput(asObject(v));
  return entries[type]?.(v, loc) ?? oneOf(...Object.keys(entries))(type, [...loc, "type"]);
};
/** The inputs of a request: a text, or a list of entries. */
export const inputs: Check = (v, loc) => typeof v === "string" ? [] : list(inputEntry)(v, loc);
