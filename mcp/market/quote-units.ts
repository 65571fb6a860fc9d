import type { Quote } from "./quote.ts";

/** What decides the units of a security's numbers. */
export type Quoted = Pick<Quote, "type" | "currency">;

/** Unit of prices: the level of an index is in points, whatever currency Yahoo gives for it. */
export function priceUnit({ type, currency }: Quoted): string | null {
  return type === "INDEX" ? "points" : currency;
}

/** Unit of traded volumes: contracts of a future, money for a cryptocurrency, else shares. */
export function volumeUnit({ type, currency }: Quoted): string | null {
  if (type === "FUTURE") return "contracts";
  return type === "CRYPTOCURRENCY" ? currency : "shares";
}
