import type { UsedTokens } from "../../../store/call/model-outcome.ts";
import { estimateTokens } from "../recovery/classify-history.ts";
import type { Transcript } from "../answer/transcript.ts";

/**
 * The tokens that an answer is charged: the provider's numbers, or estimates where it reports none. Those of an
 * `adopted` answer are always estimates.
 */
export function usedBy(
  { usage, writtenUnits }: Pick<Transcript, "usage" | "writtenUnits">,
  adopted: boolean,
): UsedTokens {
  const inputTokens = usage?.inputTokens ?? null;
  const outputTokens = usage?.outputTokens ?? null;
  return {
    inputTokens,
    outputTokens: outputTokens ?? estimateTokens(writtenUnits),
    estimated: adopted || inputTokens === null || outputTokens === null,
    adopted,
  };
}
