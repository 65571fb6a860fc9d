import type { Series } from "../../phase.ts";
import type { NumberFormats } from "../number-formats.ts";
import type { ReportWords } from "../report-words.ts";
import type { Chart, Size } from "./draw-chart.ts";
import { changeOf, changesOf, type Line, linesOf } from "./lines.ts";
import { rangeOf } from "./range.ts";

/** A wide chart is drawn twice, for a screen and for a phone: one drawing would be too small there to be read. */
export const wideSizes: readonly Size[] = [
  { name: "large", width: 760, height: 280 },
  { name: "small", width: 360, height: 230 },
];
const half: readonly Size[] = [{ name: "half", width: 360, height: 210 }];

/** A symbol with its look and the text of its change. */
export interface ChartKey {
  readonly symbol: string;
  readonly look: number;
  readonly change: string;
}

/** A chart with the words around it. */
export interface TitledChart {
  readonly chart: Chart;
  readonly sizes: readonly Size[];
  /** First and last day. */
  readonly span: string;
}

/** The chart of one symbol. */
export interface SymbolChart extends TitledChart {
  readonly symbol: string;
  readonly look: number;
  readonly newest: string;
  /** Null where a percentage says nothing. */
  readonly change: { readonly text: string; readonly isLess: boolean } | null;
}

/** The charts of a report. */
export interface ReportCharts {
  /** Null: there is nothing to compare. */
  readonly comparison: TitledChart & { readonly keys: readonly ChartKey[] } | null;
  readonly symbols: readonly SymbolChart[];
  /** Symbols beyond the limit, which have no chart. */
  readonly beyond: readonly string[];
}

/** The charts of the report's series: their comparison, where there are several, and each alone. */
export function reportCharts(
  series: readonly Series[],
  words: ReportWords,
  formats: NumberFormats,
): ReportCharts {
  const { lines, beyond } = linesOf(series);
  const changes = lines.length > 1 ? changesOf(lines) : [];
  const sizes = lines.length > 1 ? half : wideSizes;
  return {
    comparison: changes.length > 1 ? comparison(changes, lines, words, formats) : null,
    symbols: lines.map((line, look) => alone(line, look, sizes, words, formats)),
    beyond,
  };
}

function comparison(
  changes: readonly Line[],
  lines: readonly Line[],
  words: ReportWords,
  formats: NumberFormats,
): NonNullable<ReportCharts["comparison"]> {
  const looks = new Map(lines.map(({ symbol }, i) => [symbol, i]));
  const keys = changes.map(({ symbol, points }) => ({
    ...{ symbol, look: looks.get(symbol) ?? 0 },
    change: formats.change(points.at(-1)?.value ?? 0),
  }));
  const span = spanOf(changes, formats);
  const chart: Chart = {
    ...{ id: "comparison", title: words.changeSince, unit: "%", lines: changes },
    looks: keys.map(({ look }) => look),
    description: `${span}. ${keys.map(({ symbol, change }) => `${symbol} ${change}`).join(", ")}`,
  };
  return { chart, sizes: wideSizes, span, keys };
}

function alone(
  line: Line,
  look: number,
  sizes: readonly Size[],
  words: ReportWords,
  formats: NumberFormats,
): SymbolChart {
  const { symbol, unit, points } = line;
  const [first, last] = [points[0]?.value ?? 0, points.at(-1)?.value ?? 0];
  const change = changeOf(first, last);
  const [lowest, highest] = rangeOf(points.map(({ value }) => value));
  const amount = (value: number) => formats.amount(value, unit);
  const span = spanOf([line], formats);
  const chart: Chart = {
    id: `chart-${look}`,
    title: `${words.closingPrices}, ${symbol}, ${words.units[unit] ?? unit}`,
    description: `${span}. ${words.newest}: ${amount(last)}, ${words.lowest}: ${
      amount(lowest)
    }, ${words.highest}: ${amount(highest)}`,
    ...{ unit, lines: [line], looks: [look] },
  };
  const said = change === null ? null : { text: formats.change(change), isLess: change < 0 };
  return { chart, sizes, span, symbol, look, newest: amount(last), change: said };
}

/** The first and the last day. */
function spanOf(lines: readonly Line[], formats: NumberFormats): string {
  const [from, to] = rangeOf(lines.flatMap(({ points }) => points.map(({ at }) => at)));
  return formats.days(from, to);
}
