import type { NumberFormats } from "../number-formats.ts";
import { type Line, thinned } from "./lines.ts";
import { rangeOf } from "./range.ts";
import { niceTicks, scale, timeTicks } from "./scale.ts";
import { svg, type SvgElement } from "./svg.ts";

/** A chart to draw. */
export interface Chart {
  /** Id on the page. */
  id: string;
  title: string;
  /** What the chart shows, in words, for readers who cannot see it. */
  description: string;
  unit: string;
  lines: readonly Line[];
  /** The look of each line: 0, 1, 2, ... */
  looks: readonly number[];
}

/** Units of a drawing; it scales with the page, and a class shows it at some widths only. */
export interface Size {
  width: number;
  height: number;
  name: string;
}

const room = { right: 8, top: 12, bottom: 28 };
/** Width of a digit of the labels, at the most. */
const digitWidth = 7.2;

/**
 * Lines over time with axes, and a dot at the newest value of each; null without lines. The room for the labels of values
 * is measured by their lengths, so that no minus sign is cut off.
 */
export function drawChart(chart: Chart, size: Size, formats: NumberFormats): SvgElement | null {
  const all = chart.lines.flatMap(({ points }) => points);
  if (all.length === 0) return null;
  const times = rangeOf(all.map(({ at }) => at));
  const ticks = niceTicks(rangeOf(all.map(({ value }) => value)), 4);
  const labels = formats.ticks(ticks, chart.unit);
  const left = Math.ceil(Math.max(...labels.map((label) => label.length)) * digitWidth) + 10;
  const x = scale(times, [left, size.width - room.right]);
  const y = scale(rangeOf(ticks), [size.height - room.bottom, room.top]);
  return svg("svg", rootOf(chart, size), [
    ...wordsOf(chart, size),
    ...valueAxis(ticks, labels, left, size, y),
    ...timeAxis(size, times, x, formats),
    ...chart.lines.flatMap((line, i) => drawLine(line, chart.looks[i] ?? 0, size, x, y)),
  ]);
}

const idOf = (chart: Chart, size: Size) => `${chart.id}-${size.name}`;

const rootOf = (chart: Chart, size: Size): SvgElement["attributes"] => ({
  "class": size.name,
  viewBox: `0 0 ${size.width} ${size.height}`,
  role: "img",
  "aria-labelledby": `${idOf(chart, size)}-title`,
  "aria-describedby": `${idOf(chart, size)}-desc`,
});

const wordsOf = (chart: Chart, size: Size): SvgElement[] => [
  svg("title", { id: `${idOf(chart, size)}-title` }, [chart.title]),
  svg("desc", { id: `${idOf(chart, size)}-desc` }, [chart.description]),
];

type Scale = (value: number) => number;

function valueAxis(
  ticks: readonly number[],
  labels: readonly string[],
  left: number,
  { width }: Size,
  y: Scale,
): SvgElement[] {
  return ticks.flatMap((tick, i) => {
    const at = y(tick);
    const look = tick === 0 ? "zero" : "grid";
    return [
      svg("line", { "class": look, x1: left, x2: width - room.right, y1: at, y2: at }),
      svg("text", { "class": "tick", x: left - 7, y: at + 4, "text-anchor": "end" }, [
        labels[i] ?? "",
      ]),
    ];
  });
}

function timeAxis(
  { width, height }: Size,
  times: [number, number],
  x: Scale,
  formats: NumberFormats,
): SvgElement[] {
  const ticks = timeTicks(times, width < 500 ? 3 : 5);
  return ticks.map((at, i) => {
    const anchor = i === 0 ? "start" : i === ticks.length - 1 ? "end" : "middle";
    return svg("text", { "class": "tick", x: x(at), y: height - 7, "text-anchor": anchor }, [
      formats.dayIn(at, times),
    ]);
  });
}

function drawLine(
  { points }: Line,
  look: number,
  { width }: Size,
  x: Scale,
  y: Scale,
): SvgElement[] {
  const last = points.at(-1);
  if (!last) return [];
  const path = thinned(points, width).map(({ at, value }) => `${x(at)} ${y(value)}`).join("L");
  return [svg("g", { "class": `c${look}` }, [
    svg("path", { "class": "stroke", d: `M${path}` }),
    svg("circle", { cx: x(last.at), cy: y(last.value), r: 3.5 }),
  ])];
}

/** A piece of a line, as its key. */
export const swatch = (look: number): SvgElement =>
  svg("svg", { "class": `swatch c${look}`, viewBox: "0 0 26 6", "aria-hidden": "true" }, [
    svg("path", { "class": "stroke", d: "M1 3L25 3" }),
  ]);
