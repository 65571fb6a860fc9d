import { venues } from "../venues.ts";
import type { Kind } from "./row.ts";
import { table } from "./table.ts";

/** A sample as lists show it. */
export interface ListedSample {
  symbol: string;
  name: string;
  exchange: string;
  type: Kind;
  /** Unit of prices. */
  currency: string;
  /** What is special about it; null for most. */
  note: string | null;
}

/** All samples, including the one that is not traded any more. It has only data, so that the command line may read it. */
export const sampleListing: readonly ListedSample[] = Object.entries(table)
  .map(([symbol, { name, on, kind = "EQUITY", ...row }]) => ({
    symbol,
    name,
    exchange: venues[on].name,
    type: kind,
    currency: venues[on].currency,
    note: noteOf(row),
  }));

function noteOf({ listed, loses, split }: Partial<(typeof table)[string]>): string | null {
  if (typeof listed === "object") return `delisted, last trade on ${listed.until}`;
  if (listed === "quiet") return "not traded for weeks: its price is stale";
  if (listed === "recent") return "listed two months ago, makes a loss";
  if (split) return "split in the last year";
  return loses ? "makes a loss" : null;
}
