import type { ToolNumbers } from "./metric-source.ts";
import type { Series } from "./phase.ts";

interface Told {
  symbol: string;
  currency?: unknown;
  points: { at: string; close: number }[];
}

/** The price series that a tool call gave; none where its result is no series of closing prices. */
export function seriesOf({ id, output }: ToolNumbers): Series[] {
  if (!isSeries(output)) return [];
  const points = output.points.map(({ at, close }) => ({ at, value: String(close) }));
  const unit = typeof output.currency === "string" ? output.currency : "USD";
  return points.length > 1 ? [{ symbol: output.symbol, unit, points, toolCallId: id }] : [];
}

function isSeries(output: unknown): output is Told {
  const told = output as Partial<Told> | null;
  return typeof told?.symbol === "string" && Array.isArray(told.points) &&
    told.points.every((p) => typeof p?.at === "string" && Number.isFinite(p.close));
}
