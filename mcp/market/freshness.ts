import { z } from "zod";
import { daysIn, weekdaysBetween } from "./exchange-day.ts";
import type { Quote } from "./quote.ts";

/** Output fields with the time of a price. */
export const freshnessFields = {
  at: z.iso.datetime().nullable().describe("When the price was made, in UTC."),
  day: z.iso.date().nullable().describe(
    "Day of the price at the exchange, by its time zone; in UTC it may be another.",
  ),
  timeZone: z.string().nullable().describe("Time zone of the exchange."),
  ageSeconds: z.number().nullable().describe("Age of the price when it was read."),
  stale: z.boolean().describe("True when the price is older than the last session should be."),
  staleNote: z.string().nullable().describe("Must be passed on to the reader when present."),
};

/** Sessions on weekdays that may be missing: an exchange is closed for two at Easter, and often for one. */
const usualGap = 2;

/** A cryptocurrency is traded at any time. */
const cryptoMs = 2 * 3_600_000;

/** The time of a quote's price, its age at `now` (milliseconds), and whether it is too old. */
export function freshnessOf(quote: Pick<Quote, "at" | "timeZone" | "type">, now: number) {
  const { at, timeZone } = quote;
  if (at === null) {
    const staleNote = "The market data source does not say when this price was made.";
    return { at: null, day: null, timeZone, ageSeconds: null, stale: true, staleNote };
  }
  const day = daysIn(timeZone)(at);
  const staleNote = noteOf(quote, day, now);
  const ageSeconds = Math.max(0, Math.round((now - at.getTime()) / 1_000));
  return { at: at.toISOString(), day, timeZone, ageSeconds, stale: staleNote !== null, staleNote };
}

/** Why a price of `day` is too old at `now`; null when it is not. */
function noteOf(
  { at, timeZone, type }: Pick<Quote, "at" | "timeZone" | "type">,
  day: string,
  now: number,
): string | null {
  if (type === "CRYPTOCURRENCY") {
    const isOld = now - (at?.getTime() ?? 0) > cryptoMs;
    return isOld ? `The price is of ${day}, although this market never closes.` : null;
  }
  const missed = weekdaysBetween(day, daysIn(timeZone)(new Date(now)));
  if (missed <= usualGap) return null;
  return `The price is of ${day}; ${missed} weekdays have passed without a newer one. ` +
    "The security may be halted or suspended, or its exchange closed for a long holiday.";
}
