import { asObject, type Fields, numberOf } from "./fields.ts";

/** Tokens of a request as the provider counted them; null for a number that it did not report. */
export interface Usage {
  inputTokens: number | null;
  outputTokens: number | null;
}

/** Most tokens of one request that are accepted: a larger number would not fit its column. */
const mostTokens = 1_000_000_000;

/**
 * Reads `usage`, under the names of either of the provider's APIs; tokens of its connectors are input. Null when it
 * says nothing.
 */
export function readUsage(value: unknown): Usage | null {
  const usage = asObject(value);
  if (!usage) return null;
  const output = tokens(usage, "completion_tokens", "output_tokens");
  const prompt = tokens(usage, "prompt_tokens", "input_tokens");
  const total = tokens(usage, "total_tokens");
  const connectors = tokens(usage, "connector_tokens") ?? 0;
  const rest = total !== null && output !== null ? Math.max(0, total - output) : null;
  const inputTokens = prompt === null ? rest : Math.min(mostTokens, prompt + connectors);
  return inputTokens === null && output === null ? null : { inputTokens, outputTokens: output };
}

function tokens(usage: Fields, ...names: string[]): number | null {
  for (const name of names) {
    const number = numberOf(usage[name]);
    if (number !== null && number >= 0) return Math.min(mostTokens, Math.ceil(number));
  }
  return null;
}
