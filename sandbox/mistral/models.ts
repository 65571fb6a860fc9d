import type { Json } from "../model/types.ts";

const offered: [id: string, name: string, context: number, more: Json][] = [
  ["mistral-large-latest", "mistral-large-2512", 262_144, { vision: true }],
  ["mistral-medium-latest", "mistral-medium-2508", 131_072, { vision: true }],
  ["mistral-small-latest", "mistral-small-2506", 131_072, { vision: true }],
  ["magistral-medium-latest", "magistral-medium-2509", 131_072, { reasoning: true, vision: true }],
  ["ministral-8b-latest", "ministral-8b-2410", 131_072, {}],
  ["codestral-latest", "codestral-2508", 256_000, { completion_fim: true }],
  ["devstral-medium-latest", "devstral-medium-2507", 131_072, {}],
];

/** Whether the service accepts a model of this name. */
export function isKnownModel(model: string): boolean {
  return /^(?:open-)?(?:mistral|ministral|magistral|codestral|devstral|pixtral|mixtral)-/.test(
    model,
  );
}

/** The body of `GET /v1/models`. */
export function listModels(): Json {
  const data = offered.map(([id, name, context, more]) => ({
    id,
    object: "model",
    created: 1_767_225_600,
    owned_by: "mistralai",
    capabilities: { completion_chat: true, function_calling: true, completion_fim: false, ...more },
    name,
    description: `${name} (emulated)`,
    max_context_length: context,
    aliases: [name],
    deprecation: null,
    default_model_temperature: 0.3,
    type: "base",
  }));
  return { object: "list", data };
}
