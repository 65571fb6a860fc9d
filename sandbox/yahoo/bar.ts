import type { Sample } from "./sample.ts";

/** Prices of a session, or of a part of it. */
export type Bar = {
  /** The day at the exchange, counted from 1970. */
  day: number;
  /** Begin and end, seconds. */
  start: number;
  end: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
};

/** Decimals of a sample's prices, Yahoo's priceHint. */
export const priceHint = ({ kind, price }: Sample): number =>
  kind === "CURRENCY" || price < 10 ? 4 : 2;

/** A price with the decimals of a sample. */
export function priced(sample: Sample, value: number): number {
  const size = 10 ** priceHint(sample);
  return Math.round(value * size) / size;
}
