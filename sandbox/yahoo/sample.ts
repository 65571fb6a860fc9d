import type { Kind, Row } from "./samples/row.ts";
import { table } from "./samples/table.ts";
import { isTradingDay, type Venue, type VenueCode, venues } from "./venues.ts";
import { dayOf } from "./zones.ts";

/** A security of the sample data at a time. All its numbers are invented, in plausible sizes. */
export type Sample = Row & {
  symbol: string;
  kind: Kind;
  code: VenueCode;
  venue: Venue;
  shares: number;
  revenue: number;
  /** First and last day with trades, counted from 1970. */
  firstDay: number;
  lastDay: number;
  /** Day of the split, counted from 1970. */
  splitDay: number | null;
};

/** All symbols that a search finds. */
export const sampleSymbols: readonly string[] = Object.keys(table)
  .filter((symbol) => typeof table[symbol]?.listed !== "object");

const oldest = "1990-01-02";

/** The first day of the month that is `months` before the one of `now`, milliseconds. */
function monthStart(now: number, months: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1) / 86_400_000;
}

/** First and last day with trades. The days of a month stay the same, so that its prices do. */
function tradedDays(
  { listed, since = oldest }: Row,
  now: number,
): { firstDay: number; lastDay: number } {
  if (listed === "recent") return { firstDay: monthStart(now, 2), lastDay: Infinity };
  if (listed === "quiet") {
    return { firstDay: dayOf(since), lastDay: monthStart(now - 20 * 86_400_000, 0) - 1 };
  }
  return { firstDay: dayOf(since), lastDay: listed ? dayOf(listed.until) : Infinity };
}

/** The sample of a symbol at a time (milliseconds); undefined if there is none. */
export function sampleOf(symbol: string, now: number): Sample | undefined {
  const known = symbol.toUpperCase();
  const row = Object.hasOwn(table, known) ? table[known] : undefined;
  if (!row) return undefined;
  const venue: Venue = venues[row.on];
  const splitDay = row.split ? firstSession(venue, monthStart(now, 6)) : null;
  const { kind = "EQUITY", shares = 0, revenue = 0 } = row;
  const code = row.on;
  const days = tradedDays(row, now);
  return { ...row, symbol: known, kind, code, venue, shares, revenue, splitDay, ...days };
}

/** Whether Yahoo has only a placeholder for this sample. */
export const isDelisted = ({ listed }: Row): boolean => typeof listed === "object";

/** The first day with a session, from `day` on. */
export function firstSession(venue: Venue, day: number): number {
  let found = day;
  while (!isTradingDay(venue, found)) found++;
  return found;
}
