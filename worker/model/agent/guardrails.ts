import type { CreateAgentRequest } from "@mistralai/mistralai/models/components";

type Guardrails = NonNullable<CreateAgentRequest["guardrails"]>;

/** Guardrail settings, given with the keys of Mistral's API, with those of its SDK, which drops all other keys. */
export function toGuardrails(given: unknown): Guardrails {
  return camelKeys(given) as Guardrails;
}

function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [camel(k), camelKeys(v)]));
}

const camel = (key: string) =>
  key.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
