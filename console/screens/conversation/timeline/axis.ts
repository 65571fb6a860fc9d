/** A time range, ms since 1970. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A part of the axis: `x0` to `x1` of its width, 0 to 1. In a gap nothing runs; it is drawn short. */
export interface AxisPart extends Range {
  readonly x0: number;
  readonly x1: number;
  readonly isGap: boolean;
}

/** A part of the view without work is compressed when it is longer than this part of it. */
const longGap = 0.1;
/** Width of a compressed gap. */
const gapWidth = 0.04;

/**
 * The axis of a view: idle times over 10 % of the view are compressed. `busy`: times in which something runs; waits are
 * idle.
 */
export function axisOf(view: Range, busy: readonly Range[]): AxisPart[] {
  const length = Math.max(1, view.to - view.from);
  const gaps = gapsIn(view, busy).filter(({ from, to }) => (to - from) / length > longGap);
  const idle = gaps.reduce((sum, { from, to }) => sum + to - from, 0);
  const width = Math.min(gapWidth, 0.5 / Math.max(1, gaps.length));
  const perMs = (1 - gaps.length * width) / Math.max(1, length - idle);
  const parts: AxisPart[] = [];
  let x = 0;
  const add = (from: number, to: number, isGap: boolean) => {
    if (to <= from) return;
    const x1 = Math.min(1, x + (isGap ? width : (to - from) * perMs));
    parts.push({ from, to, x0: x, x1, isGap });
    x = x1;
  };
  let at = view.from;
  for (const gap of gaps) {
    add(at, gap.from, false);
    add(gap.from, gap.to, true);
    at = gap.to;
  }
  add(at, view.to, false);
  return parts;
}

/** Where a time is on the axis, 0 to 1. A time outside of the view is at its edge. */
export function positionOf(parts: readonly AxisPart[], at: number): number {
  for (const { from, to, x0, x1 } of parts) {
    if (at <= from) return x0;
    if (at <= to) return x0 + (at - from) / (to - from) * (x1 - x0);
  }
  return parts.at(-1)?.x1 ?? 0;
}

/** The time at a place of the axis. */
export function timeAt(parts: readonly AxisPart[], x: number): number {
  const part = parts.find(({ x1 }) => x <= x1) ?? parts.at(-1);
  if (!part) return 0;
  const share = part.x1 === part.x0 ? 0 : (x - part.x0) / (part.x1 - part.x0);
  return part.from + Math.min(1, Math.max(0, share)) * (part.to - part.from);
}

/** The times of the view in which nothing runs, in their order. */
function gapsIn(view: Range, busy: readonly Range[]): Range[] {
  const gaps: Range[] = [];
  let at = view.from;
  for (const { from, to } of busy.toSorted((a, b) => a.from - b.from)) {
    if (from >= view.to) break;
    if (from > at) gaps.push({ from: at, to: from });
    at = Math.max(at, to);
  }
  if (at < view.to) gaps.push({ from: at, to: view.to });
  return gaps;
}
