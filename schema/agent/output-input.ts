import { agentNamePattern } from "../../protocol/agent/agent.ts";
import type { RegisterAgent } from "../../protocol/agent/commands.ts";
import { isObject } from "../../protocol/json/is-object.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { issueIf, listIssues } from "../mutation/issues.ts";

/** The part of registerAgent's input about output, hand-offs and guardrails. */
export interface OutputInput {
  name: string;
  tools: readonly { server: string; name?: string | null | undefined }[];
  handoffs?: string[];
  outputSchema?: unknown;
  guardrails?: unknown;
}

const maxHandoffs = 20;
/** Maximum length of a schema, of guardrails and of prompt arguments as JSON text, UTF-16 code units. */
const maxJsonLength = 50_000;

/** Issues of the names of hand-offs, except whether the agents exist. */
export function handoffIssues({ name, handoffs = [] }: OutputInput): ValidationIssue[] {
  const max = [maxHandoffs, `Name at most ${maxHandoffs} agents.`] as const;
  return listIssues(handoffs, ["handoffs"], max, (to, path, i) => [
    ...issueIf(!agentNamePattern.test(to), path, "This is not a name of an agent."),
    ...issueIf(to === name, path, "An agent cannot hand over to itself."),
    ...issueIf(handoffs.indexOf(to) < i, path, "This agent is named twice."),
  ]);
}

/** Issues of an output schema, except whether it compiles: a validator checks that later. */
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
  const describesObject = isObject(schema) && schema.type === "object";
  return [
    ...issueIf(
      !describesObject,
      path,
      "Write a JSON Schema of an object: `type` must be `object`.",
    ),
    ...sizeIssues(schema, path),
  ];
}

/** Issues of guardrails. The provider checks their content. */
export function guardrailIssues(guardrails: unknown): ValidationIssue[] {
  if (guardrails == null) return [];
  const valid = Array.isArray(guardrails) && guardrails.length > 0 && guardrails.every(isObject);
  return [
    ...issueIf(!valid, ["guardrails"], "Write a list of Mistral's guardrail settings."),
    ...sizeIssues(guardrails, ["guardrails"]),
  ];
}

/** Issues of the length of a JSON value. */
export function sizeIssues(value: unknown, path: string[]): ValidationIssue[] {
  const message = `Write at most ${maxJsonLength} characters.`;
  return issueIf(JSON.stringify(value).length > maxJsonLength, path, message);
}

/** These fields of the command. Empty ones are omitted: the hash of the command must not depend on defaults. */
export function outputFields(
  { handoffs = [], outputSchema, guardrails }: OutputInput,
): Pick<RegisterAgent, "handoffs" | "outputSchema" | "guardrails"> {
  return {
    ...(handoffs.length > 0 && { handoffs: handoffs.slice(0, maxHandoffs) }),
    ...(outputSchema != null && { outputSchema }),
    ...(guardrails != null && { guardrails }),
  };
}
