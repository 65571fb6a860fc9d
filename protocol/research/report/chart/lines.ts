import type { Series } from "../../phase.ts";

/** A series as a chart shows it. */
export interface Line {
  symbol: string;
  unit: string;
  /** Oldest first, at least two. `at`: ms since 1970. */
  points: readonly { at: number; value: number }[];
}

/** Limit on the lines of a report: that of the symbols of a run. There are as many looks of lines. */
const maxLines = 10;

/** The series to draw, and the symbols of those beyond the limit. */
export interface Lines {
  lines: Line[];
  beyond: string[];
}

/** The series that can be drawn, one line for each symbol: of several series of a symbol, the longest. */
export function linesOf(series: readonly Series[]): Lines {
  const longest = new Map<string, Line>();
  for (const { symbol, unit, points } of series) {
    const line = { symbol, unit, points: drawable(points) };
    const known = longest.get(symbol);
    if (line.points.length > Math.max(1, known?.points.length ?? 0)) longest.set(symbol, line);
  }
  const all = [...longest.values()];
  return { lines: all.slice(0, maxLines), beyond: all.slice(maxLines).map(({ symbol }) => symbol) };
}

/** Values with a day each are at their days at the exchange, since a session may begin on another day in UTC. */
function drawable(points: Series["points"]): Line["points"] {
  const days = new Set(points.map(({ day }) => day));
  const daily = days.size === points.length && !days.has(undefined);
  return points.map(({ at, value, day }) => ({
    at: Date.parse(daily && day ? day : at),
    value: Number(value),
  }))
    .filter(({ at, value }) => Number.isFinite(at) && Number.isFinite(value))
    .toSorted((a, b) => a.at - b.at);
}

/** The change from one value to another in percent; null where a percentage says nothing, as below zero. */
export function changeOf(first: number, last: number): number | null {
  return first > 0 && last >= 0 ? (last / first - 1) * 100 : null;
}

/**
 * The lines as changes since the first value, in percent, from the time at which all lines have values. A line that has a
 * value below zero has none.
 */
export function changesOf(lines: readonly Line[]): Line[] {
  const since = Math.max(...lines.map(({ points }) => points[0]?.at ?? 0));
  return lines.flatMap(({ symbol, points }) => {
    const kept = points.filter(({ at }) => at >= since);
    const first = kept[0]?.value ?? 0;
    const changes = kept.flatMap(({ at, value }) => {
      const change = changeOf(first, value);
      return change === null ? [] : [{ at, value: change }];
    });
    const whole = changes.length > 1 && changes.length === kept.length;
    return whole ? [{ symbol, unit: "%", points: changes }] : [];
  });
}

/** At most about `most` of the points: of each stretch its lowest and its highest one, so that no peak is lost. */
export function thinned(points: Line["points"], most: number): Line["points"] {
  if (points.length <= most) return points;
  const size = Math.ceil(points.length / (most / 2));
  const stretches = Array.from(
    { length: Math.ceil(points.length / size) },
    (_, i) => points.slice(i * size, (i + 1) * size),
  );
  const [first, last] = [points[0]!, points.at(-1)!];
  const kept = stretches.flatMap((stretch) => {
    const sorted = stretch.toSorted((a, b) => a.value - b.value);
    return [sorted[0]!, sorted.at(-1)!];
  });
  return [...new Set([first, ...kept, last])].toSorted((a, b) => a.at - b.at);
}

/** At most `most` of the points, evenly, with the first and the last one. */
export function sampled(points: Line["points"], most: number): Line["points"] {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => points[Math.round(i * step)]!);
}
