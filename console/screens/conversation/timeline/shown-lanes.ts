import type { Range } from "./axis.ts";
import type { Bar, Lane } from "./bars.ts";

/** The end of a bar; one that lasts ends now. */
export const endOf = ({ to }: Bar, now: number): number => to ?? now;

/** The time from the first to the last bar; null without bars. */
export function extentOf(lanes: readonly Lane[], now: number): Range | null {
  const bars = lanes.flatMap(({ bars }) => bars);
  if (bars.length === 0) return null;
  const from = bars.reduce((least, bar) => Math.min(least, bar.from), Infinity);
  const to = bars.reduce((most, bar) => Math.max(most, endOf(bar, now)), 0);
  return { from, to: Math.max(to, from + 1) };
}

const works: readonly Bar["kind"][] = ["running", "done", "failed", "stopped"];

/** The times in which a model or a tool works. Turns are no work of their own, and waits are idle. */
export function busyTimes(lanes: readonly Lane[], now: number): Range[] {
  return lanes.filter(({ kind }) => kind !== "turn").flatMap(({ bars }) =>
    bars.filter(({ kind }) => works.includes(kind)).map((bar) => ({
      from: bar.from,
      to: endOf(bar, now),
    }))
  );
}

/** The lanes that have a bar within a range. */
export function lanesWithin(lanes: readonly Lane[], view: Range, now: number): Lane[] {
  return lanes.filter(({ bars }) =>
    bars.some((bar) => bar.from <= view.to && endOf(bar, now) >= view.from)
  );
}
