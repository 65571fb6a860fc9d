import { type Html, html } from "./html.ts";
import type { Line } from "./lines.ts";
import { niceTicks, scale, timeTicks } from "./scale.ts";
import type { NumberFormats } from "./number-formats.ts";

/** A chart to draw. */
export interface Chart {
  /** A description of it for readers who cannot see it. */
  title: string;
  lines: readonly Line[];
  /** Colour of its first line: 0, 1, 2, ... */
  colour: number;
  /** Units of the drawing; it scales with the page. */
  width: number;
  height: number;
  /** The label of a value on the axis. */
  label: (value: number) => string;
}

const room = { left: 58, right: 16, top: 14, bottom: 30 };

/** Lines over time with axes, and a dot at the newest value of each; empty without lines. */
export function drawChart(chart: Chart, formats: NumberFormats): Html {
  const { lines, width, height, title } = chart;
  const all = lines.flatMap(({ points }) => points);
  if (all.length === 0) return html``;
  const times = rangeOf(all.map(({ at }) => at));
  const ticks = niceTicks(rangeOf(all.map(({ value }) => value)), 4);
  const x = scale(times, [room.left, width - room.right]);
  const y = scale(rangeOf(ticks), [height - room.bottom, room.top]);
  const common = { x, y, alone: lines.length === 1, floor: height - room.bottom };
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
<title>${title}</title>
${valueAxis(chart, ticks, y)}
${timeAxis(chart, times, x, formats)}
${lines.map((line, i) => drawLine(line, { ...common, colour: chart.colour + i }))}
</svg>`;
}

type Scale = (value: number) => number;

function rangeOf(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([least, most], v) => [Math.min(least, v), Math.max(most, v)],
    [Infinity, -Infinity],
  );
}

function valueAxis({ width, label }: Chart, ticks: readonly number[], y: Scale): Html[] {
  return ticks.map((tick) => {
    const at = y(tick);
    const line = tick === 0 ? "zero" : "grid";
    return html`
      <line class="${line}" x1="${room.left}" x2="${width - room.right}" y1="${at}" y2="${at}" />
      <text class="tick" x="${room.left - 8}" y="${at + 4}" text-anchor="end">${label(tick)}</text>
    `;
  });
}

function timeAxis(
  { width, height }: Chart,
  times: [number, number],
  x: Scale,
  formats: NumberFormats,
): Html[] {
  const ticks = timeTicks(times, width < 500 ? 3 : 5);
  return ticks.map((at, i) => {
    const anchor = i === 0 ? "start" : i === ticks.length - 1 ? "end" : "middle";
    const label = formats.day(at, times[1] - times[0]);
    return html`<text class="tick" x="${x(at)}" y="${
      height - 8
    }" text-anchor="${anchor}">${label}</text>`;
  });
}

interface Drawn {
  x: Scale;
  y: Scale;
  colour: number;
  /** Fills the space between the line and the bottom. */
  alone: boolean;
  floor: number;
}

function drawLine({ points }: Line, { x, y, colour, alone, floor }: Drawn): Html {
  const places = points.map(({ at, value }) => `${x(at)} ${y(value)}`);
  const path = `M${places.join("L")}`;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return html``;
  const area = `${path}L${x(last.at)} ${floor}L${x(first.at)} ${floor}Z`;
  return html`<g class="line c${colour}">
${
    alone && html`
      <path class="area" d="${area}" />
    `
  }<path class="stroke" d="${path}"/>
<circle cx="${x(last.at)}" cy="${y(last.value)}" r="3.5"/>
</g>`;
}
