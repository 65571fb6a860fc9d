import type { CompletionArgs } from "@mistralai/mistralai/models/components";
import type { ModelSettings } from "../../../protocol/agent/agent.ts";
import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";

type ArgsFields = Pick<
  ClaimedModelCall,
  "version" | "handoffs" | "inputs" | "toolCallsLeft" | "toolCallsOfBudget" | "maxTokens"
>;

/**
 * The settings that a request must set itself, because the agent's own do not fit it: no tools where none may be
 * called, an optional tool choice once results are in, and the length that budgets leave. Undefined where the agent's
 * own settings apply.
 */
export function completionArgsFor(call: ArgsFields): CompletionArgs | undefined {
  const { settings } = call.version.spec;
  const afterTools = call.inputs.some((i) => i.type === "tool_result");
  const noTools = call.toolCallsLeft === 0 && (afterTools || call.toolCallsOfBudget);
  const relaxed = afterTools &&
    [call.version, ...call.handoffs].some((v) => v.spec.settings.toolChoice === "REQUIRED");
  if (!noTools && !relaxed && call.maxTokens === null) return undefined;
  return {
    ...toCompletionArgs(settings, afterTools, ownFormat(call)),
    ...(noTools && { toolChoice: "none" }),
    ...(call.maxTokens !== null && { maxTokens: maxTokens(call) }),
  };
}

/** A request's settings apply to every agent that writes in its answer; after a hand-off each keeps its own format. */
function ownFormat({ handoffs, version }: ArgsFields): unknown {
  return handoffs.length === 0 ? version.spec.outputSchema : undefined;
}

function maxTokens({ maxTokens, version }: ArgsFields): number {
  return Math.min(maxTokens ?? Infinity, version.spec.settings.maxTokens ?? Infinity);
}

/** True when an answer is as long as budgets allowed. The provider does not report why an answer ended. */
export function isCutByBudget(
  { maxTokens }: Pick<ClaimedModelCall, "maxTokens">,
  outputTokens: number,
): boolean {
  return maxTokens !== null && outputTokens >= maxTokens;
}

/**
 * Settings and output schema in the form of Mistral's API. `afterTools`: tool results are among the inputs; a required
 * tool choice then becomes optional, since the turn would never end otherwise.
 */
export function toCompletionArgs(
  settings: ModelSettings,
  afterTools: boolean,
  outputSchema?: unknown,
): CompletionArgs {
  const { temperature, topP, maxTokens, stop, seed: randomSeed, reasoningEffort } = settings;
  const choice = settings.toolChoice && toolChoice[settings.toolChoice];
  return withoutNulls({
    temperature,
    topP,
    maxTokens,
    stop,
    randomSeed,
    reasoningEffort: reasoningEffort as CompletionArgs["reasoningEffort"],
    toolChoice: afterTools && choice === "required" ? "auto" : choice,
    responseFormat: outputSchema == null ? null : jsonFormat(outputSchema),
  });
}

function jsonFormat(schema: unknown): NonNullable<CompletionArgs["responseFormat"]> {
  const schemaDefinition = schema as Record<string, unknown>;
  return { type: "json_schema", jsonSchema: { name: "output", schemaDefinition, strict: true } };
}

const toolChoice = { AUTO: "auto", NONE: "none", REQUIRED: "required" } as const;

function withoutNulls<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v != null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
