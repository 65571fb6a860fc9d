import { durationWords } from "../../../ui/iso-duration.ts";
import type { SpecBudgetFragment, VersionSpecFragment } from "./version.generated.ts";

/** Settings that are given, such as `temperature 0.2, toolChoice AUTO`; null: the provider's defaults. */
export function settingWords(settings: VersionSpecFragment["settings"]): string | null {
  const given = Object.entries(settings ?? {}).filter(([name, value]) =>
    value !== null && name !== "__typename"
  );
  if (given.length === 0) return null;
  return given.map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(" | ") : value}`)
    .join(", ");
}

/** Limits in words, such as `50 model calls, 5 min of time`; null: none. */
export function budgetWords(budget: SpecBudgetFragment | null): string | null {
  if (!budget) return null;
  const { cost, tokens, modelCalls, toolCalls, wallTime } = budget;
  const words = [
    cost && `${cost.amount} ${cost.currency}`,
    tokens !== null && `${tokens} tokens`,
    modelCalls !== null && `${modelCalls} model calls`,
    toolCalls !== null && `${toolCalls} tool calls`,
    wallTime !== null && `${durationWords(wallTime)} of time`,
  ].filter(Boolean);
  return words.length === 0 ? null : words.join(", ");
}
