import type { Sector } from "../sectors.ts";
import type { VenueCode } from "../venues.ts";

/** Yahoo's types of securities among the samples. */
export type Kind = "EQUITY" | "ETF" | "INDEX" | "CURRENCY" | "CRYPTOCURRENCY" | "FUTURE";

/** A sample as it is written in the tables. Sizes are plausible; prices and results are invented. */
export type Row = {
  name: string;
  /** Venue by Yahoo's code. */
  on: VenueCode;
  /** Average price, in the venue's unit. */
  price: number;
  kind?: Kind;
  /** Without it, the sample has no market value. */
  shares?: number;
  /** Volume of an average day, if not by the number of shares. */
  traded?: number;
  /** Of a year, in the currency of the reports. Without it, the sample has no reports. */
  revenue?: number;
  sector?: Sector;
  country?: string;
  /** Currency of the reports if it is not that of amounts, and how much of it one unit of that is. */
  reports?: { currency: string; rate: number };
  /** Operating income against revenue, if not one of its sector. */
  margin?: number;
  /** Whether it earns less than it spends. */
  loses?: true;
  /** Dividends of a year against the average price, and the months in which a share trades without the next. */
  pays?: { yield: number; months: readonly number[] };
  /** A split in the last year: shares after it for shares before it. */
  split?: { numerator: number; denominator: number };
  /** Day of the first trade; 1990-01-02 by default. */
  since?: string;
  /** `recent`: listed two months ago. `quiet`: not traded for weeks. `delisted`: the day of the last trade. */
  listed?: "recent" | "quiet" | { until: string };
};

/** Months of quarterly dividends. */
export const quarterly = [2, 5, 8, 11] as const;

/** Months of half-yearly dividends. */
export const halfYearly = [5, 11] as const;
