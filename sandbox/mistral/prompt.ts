import { asObject } from "../model/types.ts";
import type { Json, OfferedTool, Prompt, PromptEntry } from "../model/types.ts";
import type { Agent, AgentSpec, Conversation, EntryBody } from "./wire.ts";

/** The text of a message's content: a string, or its text chunks joined. */
export function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((chunk) => {
    const { type, text, image_url, document_url } = asObject(chunk);
    if (type === "image_url") return ` (image ${addressOf(image_url)})`;
    if (type === "document_url") return ` (document ${addressOf(document_url)})`;
    return String(text ?? "");
  }).join("");
}

const addressOf = (given: unknown) => typeof given === "string" ? given : asObject(given).url;

/** An entry as the model reads it; empty for kinds that it ignores. */
export function promptEntriesOf(entry: EntryBody): PromptEntry[] {
  switch (entry.type) {
    case "message.input":
      return [{ kind: entry.role === "user" ? "user" : "answer", text: textOf(entry.content) }];
    case "message.output":
      return [{ kind: "answer", text: textOf(entry.content) }];
    case "function.call":
      return [{
        kind: "call",
        id: entry.tool_call_id,
        name: entry.name,
        arguments: entry.arguments,
      }];
    case "function.result":
      return [{ kind: "result", id: entry.tool_call_id, text: entry.result }];
    default:
      return [];
  }
}

/** What answers: an agent version, or a conversation's own settings. */
export type Answerer = {
  agentId: string | undefined;
  name: string;
  spec: Partial<AgentSpec>;
  model: string;
};

/** The answerer of a conversation with or without an agent. */
export function answererOf(conversation: Conversation, agent: Agent | undefined): Answerer {
  const own: Partial<AgentSpec> = {
    instructions: conversation.instructions ?? null,
    tools: conversation.tools ?? [],
    completion_args: conversation.completion_args ?? {},
  };
  const spec = agent?.versions[conversation.agent_version ?? agent.current] ?? own;
  const model = spec.model ?? conversation.model ?? "mistral-medium-latest";
  return { agentId: agent?.id, name: agent ? spec.name ?? "" : "", spec, model };
}

function offeredTools(tools: readonly Json[]): OfferedTool[] {
  return tools.filter((tool) => tool.type === "function").map((tool) => {
    const fn = asObject(tool.function);
    const description = String(fn.description ?? "");
    return { name: String(fn.name), description, parameters: asObject(fn.parameters) };
  });
}

function schemaOf(args: Json): Json | undefined {
  const format = asObject(args.response_format);
  if (format.type === "json_schema") return asObject(asObject(format.json_schema).schema);
  return format.type === "json_object" ? {} : undefined;
}

/** True for models that always reason, and for a reasoning effort. */
function isReasoning(model: string, { reasoning_effort: effort }: Json): boolean {
  return model.startsWith("magistral-") || (typeof effort === "string" && effort !== "none");
}

/** The model's prompt. `args` are the completion arguments of the request. */
export function promptOf(
  answerer: Answerer,
  args: Json,
  handoffs: Prompt["handoffs"],
  entries: readonly EntryBody[],
): Prompt {
  return {
    agentName: answerer.name,
    instructions: answerer.spec.instructions ?? "",
    tools: offeredTools(answerer.spec.tools ?? []),
    toolChoice: String(args.tool_choice ?? "auto"),
    schema: schemaOf(args),
    hosted: (answerer.spec.tools ?? []).map((tool) => String(tool.type)).filter((type) =>
      type !== "function" && type !== "connector"
    ),
    thinks: isReasoning(answerer.model, args),
    handoffs,
    seen: entries.flatMap(promptEntriesOf),
  };
}
