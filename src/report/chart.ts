import type { NumberFormats } from "../../protocol/research/report/number-formats.ts";
import { type Html, html } from "./html.ts";
import { type Line, thinned } from "./lines.ts";
import { niceTicks, scale, timeTicks } from "./scale.ts";

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
 * Lines over time with axes, and a dot at the newest value of each; empty without lines. The room for the labels of
 * values is measured by their lengths, so that no minus sign is cut off.
 */
export function drawChart(chart: Chart, size: Size, formats: NumberFormats): Html {
  const all = chart.lines.flatMap(({ points }) => points);
  if (all.length === 0) return html``;
  const times = rangeOf(all.map(({ at }) => at));
  const ticks = niceTicks(rangeOf(all.map(({ value }) => value)), 4);
  const labels = formats.ticks(ticks, chart.unit);
  const left = Math.ceil(Math.max(...labels.map((label) => label.length)) * digitWidth) + 10;
  const x = scale(times, [left, size.width - room.right]);
  const y = scale(rangeOf(ticks), [size.height - room.bottom, room.top]);
  const id = `${chart.id}-${size.name}`;
  return html`
    <svg class="${size.name}" viewBox="0 0 ${size.width} ${size.height}" role="img"
      aria-labelledby="${id}-title" aria-describedby="${id}-desc">
    <title id="${id}-title">${chart.title}</title>
    <desc id="${id}-desc">${chart.description}</desc>
    ${valueAxis(ticks, labels, left, size, y)}
    ${timeAxis(size, times, x, formats)}
    ${chart.lines.map((line, i) => drawLine(line, chart.looks[i] ?? 0, size, x, y))}
    </svg>
  `;
}

type Scale = (value: number) => number;

/** The least and the largest value. */
export function rangeOf(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([least, most], v) => [Math.min(least, v), Math.max(most, v)],
    [Infinity, -Infinity],
  );
}

function valueAxis(
  ticks: readonly number[],
  labels: readonly string[],
  left: number,
  { width }: Size,
  y: Scale,
): Html[] {
  return ticks.map((tick, i) => {
    const at = y(tick);
    const line = tick === 0 ? "zero" : "grid";
    return html`
      <line class="${line}" x1="${left}" x2="${width - room.right}" y1="${at}" y2="${at}" />
      <text class="tick" x="${left - 7}" y="${at + 4}" text-anchor="end">${labels[i] ?? ""}</text>
    `;
  });
}

function timeAxis(
  { width, height }: Size,
  times: [number, number],
  x: Scale,
  formats: NumberFormats,
): Html[] {
  const ticks = timeTicks(times, width < 500 ? 3 : 5);
  return ticks.map((at, i) => {
    const anchor = i === 0 ? "start" : i === ticks.length - 1 ? "end" : "middle";
    return html`<text class="tick" x="${x(at)}" y="${height - 7}" text-anchor="${anchor}">${
      formats.dayIn(at, times)
    }</text>`;
  });
}

function drawLine({ points }: Line, look: number, { width }: Size, x: Scale, y: Scale): Html {
  const last = points.at(-1);
  if (!last) return html``;
  const path = thinned(points, width).map(({ at, value }) => `${x(at)} ${y(value)}`).join("L");
  return html`
    <g class="c${look}">
      <path class="stroke" d="M${path}" />
      <circle cx="${x(last.at)}" cy="${y(last.value)}" r="3.5" />
    </g>
  `;
}
