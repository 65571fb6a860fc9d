import { asObject, type Fields, numberOf } from "./fields.ts";

/** Tokens of a request as the provider counted them; null for a number that it did not report. */
export interface Usage {
  inputTokens: number | null;
  outputTokens: number | null;
}

/** Maximum tokens of a request that are accepted: a larger number would not fit into its column. */
const maxTokens = 1_000_000_000;

/**
 * Reads `usage` with the names of either API of the provider; tokens of connectors count as input. Null when it has no
 * numbers.
 */
export function readUsage(value: unknown): Usage | null {
  const usage = asObject(value);
  if (!usage) return null;
  const output = tokens(usage, "completion_tokens", "output_tokens");
  const prompt = tokens(usage, "prompt_tokens", "input_tokens");
  const total = tokens(usage, "total_tokens");
  const connectors = tokens(usage, "connector_tokens") ?? 0;
  const rest = total !== null && output !== null ? Math.max(0, total - output) : null;
  const inputTokens = prompt === null ? rest : Math.min(maxTokens, prompt + connectors);
  return inputTokens === null && output === null ? null : { inputTokens, outputTokens: output };
}

function tokens(usage: Fields, ...names: string[]): number | null {
  for (const name of names) {
    const number = numberOf(usage[name]);
    if (number !== null && number >= 0) return Math.min(maxTokens, Math.ceil(number));
  }
  return null;
}
