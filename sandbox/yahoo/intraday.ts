import { type Bar, priced } from "./bar.ts";
import { chanceOf } from "./chance.ts";
import type { Sample } from "./sample.ts";

/** Intervals shorter than a day: their seconds, and the days for which Yahoo has them. */
export const intraday: Readonly<Record<string, { seconds: number; days: number }>> = {
  "5m": { seconds: 300, days: 60 },
  "15m": { seconds: 900, days: 60 },
  "30m": { seconds: 1_800, days: 60 },
  "60m": { seconds: 3_600, days: 730 },
  "1h": { seconds: 3_600, days: 730 },
};

/**
 * Splits a session's bar into bars of `seconds`: they begin at its open, end at its close, stay between its low and its
 * high, and share its volume. Deterministic.
 */
export function cutUp(session: Bar, seconds: number, sample: Sample): Bar[] {
  const { start, end, open, close, low, high } = session;
  const count = Math.max(1, Math.round((end - start) / seconds));
  const inside = (price: number) => priced(sample, Math.min(high, Math.max(low, price)));
  const at = (i: number) => {
    if (i === 0) return open;
    if (i === count) return close;
    const noise = (high - low) * (chanceOf(`${sample.symbol}:${session.day}:${i}`) - 0.5);
    return inside(open + (close - open) * (i / count) + noise);
  };
  return Array.from({ length: count }, (_, i) => {
    const [first, last] = [at(i), at(i + 1)];
    return {
      day: session.day,
      start: start + i * seconds,
      end: Math.min(end, start + (i + 1) * seconds),
      open: first,
      close: last,
      high: inside(Math.max(first, last) * 1.0005),
      low: inside(Math.min(first, last) * 0.9995),
      volume: Math.floor(session.volume / count),
    };
  });
}
