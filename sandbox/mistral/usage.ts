import { estimateTokens } from "../model/fragments.ts";
import type { Planned } from "./planned-entries.ts";
import type { Answerer } from "./prompt.ts";
import type { EntryBody, Usage } from "./wire.ts";

/** Tokens that are reported for a run of a built-in tool. */
const tokensOfRun = 120;

const sizes = new WeakMap<EntryBody, number>();

function sizeOf(entry: EntryBody): number {
  const known = sizes.get(entry);
  if (known !== undefined) return known;
  const size = JSON.stringify(entry).length;
  sizes.set(entry, size);
  return size;
}

/** Token counts of an answer; input tokens are estimated by length. */
export function usageOf(
  answerer: Answerer,
  entries: readonly EntryBody[],
  outputs: readonly Planned[],
): Usage {
  const context = JSON.stringify([answerer.spec.instructions ?? "", answerer.spec.tools ?? []]);
  const size = entries.reduce((sum, entry) => sum + sizeOf(entry), context.length);
  const prompt = Math.ceil(size / 4) + estimateTokens(answerer.name);
  const completion = outputs.reduce((sum, output) => sum + output.pieces.length, 0);
  const connectors: Record<string, number> = {};
  for (const { body } of outputs) {
    if (body.type === "tool.execution") connectors[body.name] = (connectors[body.name] ?? 0) + 1;
  }
  const runs = Object.values(connectors).reduce((sum, n) => sum + n, 0);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion + runs * tokensOfRun,
    ...(runs > 0 && { connector_tokens: runs * tokensOfRun, connectors }),
  };
}
