import type { UsedTokens } from "../../store/engine/model-outcome.ts";
import { estimateTokens } from "./judge-history.ts";
import type { Transcript } from "./transcript.ts";

/** What an answer is charged: as the provider counted, and estimated where it did not. `adopted`: all of it is. */
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
