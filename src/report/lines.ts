import type { Series } from "../../protocol/research/phase.ts";

/** A series as a chart shows it. */
export interface Line {
  symbol: string;
  unit: string;
  /** Oldest first, at least two. `at`: ms since 1970. */
  points: readonly { at: number; value: number }[];
}

/** Limit on the lines of a report; there are as many colours. */
const most = 6;

/** The series that can be drawn, one line for each symbol: of several series of a symbol, the longest. */
export function linesOf(series: readonly Series[]): Line[] {
  const longest = new Map<string, Line>();
  for (const { symbol, unit, points } of series) {
    const line = { symbol, unit, points: drawable(points) };
    const known = longest.get(symbol);
    if (line.points.length > Math.max(1, known?.points.length ?? 0)) longest.set(symbol, line);
  }
  return [...longest.values()].slice(0, most);
}

function drawable(points: Series["points"]): Line["points"] {
  return points.map(({ at, value }) => ({ at: Date.parse(at), value: Number(value) }))
    .filter(({ at, value }) => Number.isFinite(at) && Number.isFinite(value))
    .toSorted((a, b) => a.at - b.at);
}

/** The lines as changes since the first value, in percent, from the time at which all lines have values. */
export function changesOf(lines: readonly Line[]): Line[] {
  const since = Math.max(...lines.map(({ points }) => points[0]?.at ?? 0));
  return lines.flatMap(({ symbol, points }) => {
    const kept = points.filter(({ at }) => at >= since);
    const first = kept[0]?.value;
    if (!first || kept.length < 2) return [];
    const changes = kept.map(({ at, value }) => ({ at, value: (value / first - 1) * 100 }));
    return [{ symbol, unit: "%", points: changes }];
  });
}
