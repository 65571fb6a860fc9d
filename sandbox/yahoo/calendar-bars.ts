import type { Bar } from "./bar.ts";
import { instantOf } from "./zones.ts";

/** The first day of the week, month or quarter of a day; all counted from 1970. */
function firstDayOf(day: number, interval: string): number {
  // 1970 began on a Thursday.
  if (interval === "1wk" || interval === "5d") return Math.floor((day + 3) / 7) * 7 - 3;
  const date = new Date(day * 86_400_000);
  const months = interval === "3mo" ? 3 : 1;
  const month = Math.floor(date.getUTCMonth() / months) * months;
  return Date.UTC(date.getUTCFullYear(), month, 1) / 86_400_000;
}

function joined(group: readonly Bar[], day: number, zone: string): Bar[] {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return [];
  const high = Math.max(...group.map((bar) => bar.high));
  const low = Math.min(...group.map((bar) => bar.low));
  const volume = group.reduce((sum, bar) => sum + bar.volume, 0);
  const { open } = first;
  return [{ ...last, start: instantOf(zone, day, 0), open, high, low, volume }];
}

/** Daily bars joined by week, month or quarter, which begin at midnight of the exchange; days as they are. */
export function grouped(bars: readonly Bar[], interval: string, zone: string): Bar[] {
  if (interval === "1d") return [...bars];
  const groups = Map.groupBy(bars, ({ day }) => firstDayOf(day, interval));
  return [...groups].flatMap(([day, group]) => joined(group, day, zone));
}
