import { isObject, ownText } from "./evidence/unit-of-value.ts";
import type { ToolResult } from "./evidence/tool-result.ts";
import type { Series } from "./phase.ts";

interface PriceSeries {
  symbol: string;
  currency?: unknown;
  units?: unknown;
  points: { at: string; close: number; day?: unknown }[];
}

/** The price series of a tool call; empty if its result is not a series of closing prices. */
export function seriesOf({ id, output }: ToolResult): Series[] {
  if (!isSeries(output)) return [];
  const points = output.points.map(({ at, close, day }) => ({
    ...{ at, value: String(close) },
    ...(typeof day === "string" && { day }),
  }));
  const unit = unitOf(output);
  return points.length > 1 ? [{ symbol: output.symbol, unit, points, toolCallId: id }] : [];
}

/** The unit that the result states: an index is in points, whatever currency is beside it. */
function unitOf({ units, currency }: PriceSeries): string {
  const stated = isObject(units) ? ownText(units, "close") : null;
  return stated ?? (typeof currency === "string" ? currency : "USD");
}

function isSeries(output: unknown): output is PriceSeries {
  const series = output as Partial<PriceSeries> | null;
  return typeof series?.symbol === "string" && Array.isArray(series.points) &&
    series.points.every((p) => typeof p?.at === "string" && Number.isFinite(p.close));
}
