import { agentNamePattern } from "../../protocol/agent/agent.ts";
import type { RegisterAgent } from "../../protocol/commands.ts";
import { isObject } from "../../protocol/json/is-object.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { issueIf, listIssues } from "../mutation/issues.ts";

/** What registerAgent is told of outputs, hand-offs and guardrails. */
export interface OutputInput {
  name: string;
  tools: readonly { server: string; name?: string | null | undefined }[];
  handoffs?: string[];
  outputSchema?: unknown;
  guardrails?: unknown;
}

const maxHandoffs = 20;
/** Longest schema, guardrail settings or arguments of a prompt as JSON text, UTF-16 units. */
const longest = 50_000;

/** What is wrong with the names of hand-offs; whether they are there is the store's to know. */
export function handoffIssues({ name, handoffs = [] }: OutputInput): ValidationIssue[] {
  const most = [maxHandoffs, `Name at most ${maxHandoffs} agents.`] as const;
  return listIssues(handoffs, ["handoffs"], most, (to, path, i) => [
    ...issueIf(!agentNamePattern.test(to), path, "This is not a name of an agent."),
    ...issueIf(to === name, path, "An agent cannot hand over to itself."),
    ...issueIf(handoffs.indexOf(to) < i, path, "This agent is named twice."),
  ]);
}

/** What is wrong with an output schema at first sight; whether it compiles is found where a validator is. */
export function outputSchemaIssues({ outputSchema, tools }: OutputInput): ValidationIssue[] {
  if (outputSchema == null) return [];
  const path = ["outputSchema"];
  const searches = tools.some(({ server, name }) =>
    server === "mistral" && (name ?? "").startsWith("web_search")
  );
  return [
    ...objectIssues(outputSchema, path),
    ...issueIf(
      searches,
      path,
      "Mistral gives no JSON output together with its web search. Leave one of them out, or let an agent without a schema search.",
    ),
  ];
}

function objectIssues(schema: unknown, path: string[]): ValidationIssue[] {
  const told = isObject(schema) && schema.type === "object";
  return [
    ...issueIf(!told, path, "Write a JSON Schema of an object: `type` must be `object`."),
    ...sizeIssues(schema, path),
  ];
}

/** What is wrong with guardrail settings at first sight; what is in them is the provider's to know. */
export function guardrailIssues(guardrails: unknown): ValidationIssue[] {
  if (guardrails == null) return [];
  const good = Array.isArray(guardrails) && guardrails.length > 0 && guardrails.every(isObject);
  return [
    ...issueIf(!good, ["guardrails"], "Write a list of Mistral's guardrail settings."),
    ...sizeIssues(guardrails, ["guardrails"]),
  ];
}

/** What is wrong with the length of a JSON value. */
export function sizeIssues(value: unknown, path: string[]): ValidationIssue[] {
  const message = `Write at most ${longest} characters.`;
  return issueIf(JSON.stringify(value).length > longest, path, message);
}

/** These parts of the command; what is empty is left out, so that the same intent has the same hash as before. */
export function outputFields(
  { handoffs = [], outputSchema, guardrails }: OutputInput,
): Pick<RegisterAgent, "handoffs" | "outputSchema" | "guardrails"> {
  return {
    ...(handoffs.length > 0 && { handoffs: handoffs.slice(0, maxHandoffs) }),
    ...(outputSchema != null && { outputSchema }),
    ...(guardrails != null && { guardrails }),
  };
}
