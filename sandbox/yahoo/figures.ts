import { chanceOf } from "./series.ts";
import type { Sample } from "./series.ts";

/** Annual figures of a sample company, plausible in size only. */
export function yearly(sample: Sample) {
  const margin = 0.12 + 0.25 * chanceOf(`${sample.symbol}:margin`);
  const net = sample.revenue * margin;
  return {
    revenue: sample.revenue,
    gross: sample.revenue * (margin + 0.25),
    operating: net * 1.2,
    net,
    freeCash: net * 0.9,
    operatingCash: net * 1.15,
    assets: sample.revenue * 1.4,
    debt: sample.revenue * 0.25,
    equity: sample.revenue * 0.6,
    cash: sample.revenue * 0.15,
    eps: net / sample.shares,
  };
}
