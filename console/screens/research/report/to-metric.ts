import type { Metric } from "../../../../protocol/research/phase.ts";
import type { ReportMetric } from "./report-types.ts";

/** A figure of the API as the functions of reports take it. */
export function toMetric({ toolCall, derivation, ...metric }: ReportMetric): Metric {
  return {
    ...metric,
    toolCallId: toolCall?.id ?? null,
    derivation: derivation && {
      formula: derivation.formula,
      inputs: derivation.inputs.map(({ toolCall, ...input }) => ({
        ...input,
        toolCallId: toolCall.id,
      })),
    },
  };
}
