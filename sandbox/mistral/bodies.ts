import { asObject } from "../model/types.ts";
import {
  anything,
  bool,
  either,
  list,
  nullable,
  number,
  oneOf,
  opt,
  record,
  req,
  shape,
  text,
} from "./check.ts";
import { functionName, inputs } from "./entry-checks.ts";
import { unprocessable } from "./errors.ts";
import type { Check, Field } from "./check.ts";
import type { Json } from "../model/types.ts";

const int = (min = 0, max = Number.MAX_SAFE_INTEGER) => number(min, max, true);

const responseFormat = shape({
  type: opt(oneOf("text", "json_object", "json_schema")),
  json_schema: opt(shape({
    name: req(text()),
    description: opt(text()),
    schema: req(record),
    strict: opt(bool),
  })),
});

const completionArgs = shape({
  temperature: opt(number(0, 1)),
  top_p: opt(number(0, 1)),
  max_tokens: opt(int()),
  stop: opt(either(text(), list(text()))),
  random_seed: opt(int()),
  presence_penalty: opt(number(-2, 2)),
  frequency_penalty: opt(number(-2, 2)),
  prediction: opt(shape({ type: opt(oneOf("content")), content: opt(anything) })),
  response_format: opt(responseFormat),
  tool_choice: opt(oneOf("auto", "none", "any", "required")),
  reasoning_effort: opt(oneOf("none", "minimal", "low", "medium", "high", "xhigh")),
});

const configured = { type: req(text()), tool_configuration: opt(record) };
const tools: Record<string, Check> = {
  function: shape({
    type: req(text()),
    function: req(shape({
      name: req(functionName),
      description: opt(text()),
      strict: opt(bool),
      parameters: req(record),
    })),
  }),
  document_library: shape({ ...configured, library_ids: req(list(text(), 1)) }),
  connector: shape({ ...configured, connector_id: req(text()), authorization: opt(record) }),
};
const builtIn = oneOf("web_search", "web_search_premium", "code_interpreter", "image_generation");
const tool: Check = (v, loc) => {
  const type = asObject(v).type;
  const known = typeof type === "string" ? tools[type] : undefined;
  if (known) return known(v, loc);
  const wrong = builtIn(type, [...loc, "type"]);
  return wrong.length > 0 ? wrong : shape(configured)(v, loc);
};

const agentFields: Record<string, Field> = {
  instructions: opt(text()),
  tools: opt(list(tool, 0, 128)),
  completion_args: opt(completionArgs),
  guardrails: opt(list(record)),
  description: opt(text()),
  handoffs: opt(list(text(), 1)),
  metadata: opt(record),
  version_message: opt(text(500)),
};
const running: Record<string, Field> = {
  stream: opt(bool),
  store: opt(bool),
  handoff_execution: opt(oneOf("server", "client")),
  completion_args: opt(completionArgs),
};
const version = opt(either(text(), int()));

/** Checks of request bodies, by operation. */
export const bodies = {
  "agents.create": shape({ ...agentFields, model: req(text()), name: req(text()) }),
  "agents.update": shape({
    ...agentFields,
    model: opt(text()),
    name: opt(text()),
    deployment_chat: opt(bool),
  }),
  "conversations.start": shape({
    ...running,
    inputs: req(inputs),
    instructions: opt(text()),
    tools: opt(list(tool, 0, 128)),
    model: opt(text()),
    name: opt(text()),
    description: opt(text()),
    agent_id: opt(text()),
    agent_version: version,
    guardrails: opt(list(record)),
    metadata: opt(record),
  }),
  "conversations.append": shape({
    ...running,
    inputs: opt(inputs),
    tool_confirmations: opt(list(shape({
      tool_call_id: req(text()),
      confirmation: req(oneOf("allow", "deny")),
    }))),
  }),
  "conversations.restart": shape({
    ...running,
    inputs: req(nullable(inputs)),
    guardrails: opt(list(record)),
    metadata: opt(record),
    from_entry_id: req(text()),
    agent_version: version,
  }),
};

/** Throws 422 with all issues of a body. */
export function checkBody(operation: keyof typeof bodies, body: Json): void {
  const issues = bodies[operation](body, ["body"]);
  if (issues.length > 0) throw unprocessable(issues);
}
