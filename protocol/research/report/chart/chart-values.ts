import type { NumberFormats } from "../number-formats.ts";
import type { ReportWords } from "../report-words.ts";
import type { Chart } from "./draw-chart.ts";
import { sampled } from "./lines.ts";

/** Limit on the rows of a table of values. */
const maxRows = 12;

/** The values of a chart as a table, for readers who cannot see it. */
export interface ChartValues {
  /** Such as `Closing prices, NVDA, USD: 12 of 250 values`. */
  readonly caption: string;
  readonly symbols: readonly string[];
  /** A value for each symbol; empty where there is none yet. */
  readonly rows: readonly { readonly day: string; readonly values: readonly string[] }[];
}

/** The values of a chart; null without lines. Of long lines, some, with the first and the last one. */
export function chartValues(
  { title, lines, unit }: Chart,
  words: ReportWords,
  formats: NumberFormats,
): ChartValues | null {
  const longest = lines.toSorted((a, b) => b.points.length - a.points.length)[0];
  if (!longest) return null;
  const days = sampled(longest.points, maxRows).map(({ at }) => at);
  const value = (line: Chart["lines"][number], at: number) => {
    const known = line.points.findLast((point) => point.at <= at);
    if (!known) return "";
    return unit === "%" ? formats.change(known.value) : formats.amount(known.value, unit);
  };
  return {
    caption: `${title}: ${words.valuesOf(days.length, longest.points.length)}`,
    symbols: lines.map(({ symbol }) => symbol),
    rows: days.map((at) => ({
      day: formats.day(at),
      values: lines.map((line) => value(line, at)),
    })),
  };
}
