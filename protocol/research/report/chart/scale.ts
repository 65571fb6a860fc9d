/** About `count` round values that cover a range, in order. */
export function niceTicks([least, most]: readonly [number, number], count: number): number[] {
  const span = most - least || Math.abs(most) || 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? rough;
  const first = Math.floor(least / step);
  const last = Math.max(first + 1, Math.ceil(most / step));
  return Array.from({ length: last - first + 1 }, (_, i) => rounded((first + i) * step, step));
}

/** Removes the rounding error of additions. */
const rounded = (value: number, step: number) =>
  Number(value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(step)))));

/** `count` instants that divide a span of time evenly, ends included. ms since 1970. */
export function timeTicks([from, to]: readonly [number, number], count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** Maps a range of values to a range of positions. */
export function scale(
  [least, most]: readonly [number, number],
  [from, to]: readonly [number, number],
): (value: number) => number {
  const span = most - least || 1;
  return (value) => Number((from + ((value - least) / span) * (to - from)).toFixed(1));
}
