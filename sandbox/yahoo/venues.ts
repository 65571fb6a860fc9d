import { type Calendar, isHoliday } from "./holidays.ts";
import { isoDay } from "./zones.ts";

/** Where a sample is traded. */
export type Venue = {
  /** Yahoo's full name of the exchange. */
  name: string;
  source: string;
  /** Yahoo's name of the market. */
  market: string;
  zone: string;
  /** Begin and end of the session, minutes after midnight by the zone's clocks. */
  opens: number;
  closes: number;
  /** Unit of prices, currency of amounts, and number of the first in one of the second. */
  currency: string;
  amounts: string;
  perUnit: number;
  calendar?: Calendar;
  /** Traded around the clock: the session in progress has a price, which changes each full hour. */
  live?: true;
  /** Traded on weekends, too. */
  weekends?: true;
};

const at = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const hours = (opens: string, closes: string) => ({ opens: at(opens), closes: at(closes) });
const money = (currency: string, amounts = currency, perUnit = 1) => ({
  currency,
  amounts,
  perUnit,
});

const delayed = "Delayed Quote";
const newYork = {
  source: delayed,
  market: "us_market",
  zone: "America/New_York",
  ...hours("09:30", "16:00"),
  ...money("USD"),
  calendar: "us",
} as const;
const allDay = { ...hours("00:00", "23:59"), live: true } as const;

/** The venues by Yahoo's codes. For London, Johannesburg and Tel Aviv, Yahoo's prices are in minor units. */
export const venues = {
  NMS: { ...newYork, name: "NasdaqGS", source: "Nasdaq Real Time Price" },
  NYQ: { ...newYork, name: "NYSE" },
  PCX: { ...newYork, name: "NYSEArca" },
  SNP: { ...newYork, name: "SNP" },
  TOR: {
    ...newYork,
    name: "Toronto",
    market: "ca_market",
    zone: "America/Toronto",
    ...money("CAD"),
    calendar: "ca",
  },
  LSE: {
    name: "LSE",
    source: delayed,
    market: "gb_market",
    zone: "Europe/London",
    ...hours("08:00", "16:30"),
    ...money("GBp", "GBP", 100),
    calendar: "uk",
  },
  GER: {
    name: "XETRA",
    source: delayed,
    market: "de_market",
    zone: "Europe/Berlin",
    ...hours("09:00", "17:30"),
    ...money("EUR"),
    calendar: "de",
  },
  PAR: {
    name: "Paris",
    source: delayed,
    market: "fr_market",
    zone: "Europe/Paris",
    ...hours("09:00", "17:30"),
    ...money("EUR"),
    calendar: "fr",
  },
  JNB: {
    name: "Johannesburg",
    source: delayed,
    market: "za_market",
    zone: "Africa/Johannesburg",
    ...hours("09:00", "17:00"),
    ...money("ZAc", "ZAR", 100),
    calendar: "za",
  },
  TLV: {
    name: "Tel Aviv",
    source: delayed,
    market: "il_market",
    zone: "Asia/Jerusalem",
    ...hours("10:00", "17:15"),
    ...money("ILA", "ILS", 100),
    calendar: "il",
  },
  NSI: {
    name: "NSE",
    source: delayed,
    market: "in_market",
    zone: "Asia/Kolkata",
    ...hours("09:15", "15:30"),
    ...money("INR"),
    calendar: "in",
  },
  HKG: {
    name: "HKSE",
    source: delayed,
    market: "hk_market",
    zone: "Asia/Hong_Kong",
    ...hours("09:30", "16:00"),
    ...money("HKD"),
    calendar: "hk",
  },
  JPX: {
    name: "Tokyo",
    source: delayed,
    market: "jp_market",
    zone: "Asia/Tokyo",
    ...hours("09:00", "15:30"),
    ...money("JPY"),
    calendar: "jp",
  },
  ASX: {
    name: "ASX",
    source: delayed,
    market: "au_market",
    zone: "Australia/Sydney",
    ...hours("10:00", "16:00"),
    ...money("AUD"),
    calendar: "au",
  },
  NZE: {
    name: "NZSE",
    source: delayed,
    market: "nz_market",
    zone: "Pacific/Auckland",
    ...hours("10:00", "16:45"),
    ...money("NZD"),
    calendar: "nz",
  },
  CMX: { ...newYork, ...allDay, name: "COMEX", market: "us24_market" },
  NYM: { ...newYork, ...allDay, name: "NY Mercantile", market: "us24_market" },
  CCY: {
    ...allDay,
    name: "CCY",
    source: delayed,
    market: "ccy_market",
    zone: "Europe/London",
    ...money("USD"),
  },
  CCC: {
    ...allDay,
    name: "CCC",
    source: "CoinMarketCap",
    market: "ccc_market",
    zone: "UTC",
    ...money("USD"),
    weekends: true,
  },
} as const satisfies Record<string, Venue>;

/** Yahoo's code of a venue. */
export type VenueCode = keyof typeof venues;

// Tel Aviv traded from Sunday to Thursday until 2026-01-04.
const restDays = (venue: Venue, iso: string): readonly number[] =>
  venue.market === "il_market" && iso < "2026-01-05" ? [5, 6] : [0, 6];

/** Whether a venue has a session on a day, counted from 1970. */
export function isTradingDay(venue: Venue, day: number): boolean {
  if (venue.weekends) return true;
  const iso = isoDay(day);
  const weekday = new Date(day * 86_400_000).getUTCDay();
  if (restDays(venue, iso).includes(weekday)) return false;
  return venue.calendar === undefined || !isHoliday(venue.calendar, iso);
}
