import type { Row } from "./row.ts";

/** Indices, currency pairs, futures and cryptocurrencies. */
export const markets: Readonly<Record<string, Row>> = {
  "^GSPC": { name: "S&P 500", on: "SNP", kind: "INDEX", price: 6_300, traded: 5.1e9 },
  "^GDAXI": { name: "DAX P", on: "GER", kind: "INDEX", price: 23_900, traded: 62e6 },
  "^N225": { name: "Nikkei 225", on: "JPX", kind: "INDEX", price: 44_800, traded: 120e6 },
  "EURUSD=X": { since: "2003-12-01", name: "EUR/USD", on: "CCY", kind: "CURRENCY", price: 1.15 },
  "GBPUSD=X": { since: "2003-12-01", name: "GBP/USD", on: "CCY", kind: "CURRENCY", price: 1.32 },
  "GC=F": {
    since: "2000-08-30",
    name: "Gold",
    on: "CMX",
    kind: "FUTURE",
    price: 3_650,
    traded: 190e3,
  },
  "CL=F": {
    since: "2000-08-23",
    name: "Crude Oil",
    on: "NYM",
    kind: "FUTURE",
    price: 66,
    traded: 310e3,
  },
  "BTC-USD": {
    since: "2014-09-17",
    name: "Bitcoin USD",
    on: "CCC",
    kind: "CRYPTOCURRENCY",
    price: 96_000,
    shares: 19.9e6,
    traded: 41e9,
  },
  "ETH-USD": {
    since: "2017-11-09",
    name: "Ethereum USD",
    on: "CCC",
    kind: "CRYPTOCURRENCY",
    price: 3_400,
    shares: 120.7e6,
    traded: 24e9,
  },
};
