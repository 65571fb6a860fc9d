import type { Metric } from "./phase.ts";

/** The labels of tool calls by their ids, as agents of later phases see them, such as `prices.c2`. */
export type CallLabels = ReadonlyMap<string, string>;

/**
 * A figure with its evidence, for the writer and the verifier. They cite tool calls by label; `quoted` is what the tool
 * returned there. A figure that is not proven has the problem instead.
 */
export function briefFigure(metric: Metric, labels: CallLabels) {
  const { name, symbol, value, unit, period, evidence, quoted, problem } = metric;
  return {
    ...{ name, symbol, value, unit, period, evidence },
    source: sourceOf(metric, labels),
    derivation: derivationOf(metric, labels),
    ...(quoted !== null && { quoted }),
    ...(problem !== null && { problem }),
  };
}

function sourceOf({ toolCallId, pointer }: Metric, labels: CallLabels) {
  const call = labels.get(toolCallId ?? "");
  return call === undefined || pointer === null ? null : { call, pointer };
}

function derivationOf({ derivation }: Metric, labels: CallLabels) {
  if (!derivation) return null;
  const inputs = derivation.inputs.map(({ name, toolCallId, pointer, quoted }) => ({
    ...{ name, call: labels.get(toolCallId) ?? "", pointer, quoted },
  }));
  return { formula: derivation.formula, inputs };
}
