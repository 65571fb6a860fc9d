import { type Bar, chanceOf } from "./series.ts";

/** Seconds of a regular session. */
export const sessionSeconds = 23_400;

/** Intervals shorter than a day: their seconds, and the days for which Yahoo has them. */
export const intraday: Readonly<Record<string, { seconds: number; days: number }>> = {
  "5m": { seconds: 300, days: 60 },
  "15m": { seconds: 900, days: 60 },
  "30m": { seconds: 1_800, days: 60 },
  "60m": { seconds: 3_600, days: 730 },
  "1h": { seconds: 3_600, days: 730 },
};

const round = (value: number) => Math.round(value * 100) / 100;

/**
 * Splits a day's bar into bars of `seconds`: they begin at its open, end at its close, stay between its low and its high,
 * and share its volume. Deterministic. `time` is, as in a day's bar, a session after the start.
 */
export function cutUp(day: Bar, seconds: number, seed: string): Bar[] {
  const count = Math.ceil(sessionSeconds / seconds);
  const within = (price: number) => round(Math.min(day.high, Math.max(day.low, price)));
  const at = (i: number) => {
    if (i === 0) return day.open;
    if (i === count) return day.close;
    const noise = (day.high - day.low) * (chanceOf(`${seed}:${day.time}:${i}`) - 0.5);
    return within(day.open + (day.close - day.open) * (i / count) + noise);
  };
  return Array.from({ length: count }, (_, i) => {
    const [open, close] = [at(i), at(i + 1)];
    return {
      time: day.time + i * seconds,
      open,
      close,
      high: within(Math.max(open, close) * 1.0005),
      low: within(Math.min(open, close) * 0.9995),
      volume: Math.floor(day.volume / count),
    };
  });
}
