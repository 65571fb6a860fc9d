import { companies } from "../model/companies.ts";

/** A company of the sample data. All numbers are invented, in plausible sizes. */
export type Sample = {
  symbol: string;
  name: string;
  /** Average price, in the exchange's unit: pence in London. */
  anchor: number;
  exchange: "NMS" | "NYQ" | "PCX" | "LSE" | "NSI";
  kind: "EQUITY" | "ETF" | "INDEX";
  shares: number;
  revenue: number;
  sector: string;
};

type Row = [
  Sample["exchange"],
  Sample["kind"],
  anchor: number,
  shares: number,
  revenue: number,
  sector: string,
];
const rows: Record<string, Row> = {
  AAPL: ["NMS", "EQUITY", 230, 14.9e9, 400e9, "Technology"],
  MSFT: ["NMS", "EQUITY", 470, 7.4e9, 280e9, "Technology"],
  NVDA: ["NMS", "EQUITY", 165, 24.4e9, 160e9, "Technology"],
  AMD: ["NMS", "EQUITY", 150, 1.6e9, 29e9, "Technology"],
  GOOGL: ["NMS", "EQUITY", 190, 12.1e9, 370e9, "Communication Services"],
  AMZN: ["NMS", "EQUITY", 220, 10.6e9, 670e9, "Consumer Cyclical"],
  META: ["NMS", "EQUITY", 640, 2.5e9, 178e9, "Communication Services"],
  TSLA: ["NMS", "EQUITY", 320, 3.2e9, 93e9, "Consumer Cyclical"],
  JPM: ["NYQ", "EQUITY", 280, 2.75e9, 170e9, "Financial Services"],
  NFLX: ["NMS", "EQUITY", 110, 4.2e9, 43e9, "Communication Services"],
  INTC: ["NMS", "EQUITY", 24, 4.4e9, 53e9, "Technology"],
  IBM: ["NYQ", "EQUITY", 270, 0.93e9, 64e9, "Technology"],
  SPY: ["PCX", "ETF", 620, 1.0e9, 0, "Index"],
  "BARC.L": ["LSE", "EQUITY", 420, 14.0e9, 26e9, "Financial Services"],
  "M&M.NS": ["NSI", "EQUITY", 3_300, 1.2e9, 1_580e9, "Consumer Cyclical"],
  "NIFTY_FIN_SERVICE.NS": ["NSI", "INDEX", 26_500, 0, 0, "Index"],
};

/** The sample of a symbol; undefined if there is none. */
export function sampleOf(symbol: string): Sample | undefined {
  const known = symbol.toUpperCase();
  const row = rows[known];
  if (!row) return undefined;
  const [exchange, kind, anchor, shares, revenue, sector] = row;
  return {
    symbol: known,
    name: companies[known]?.name ?? known,
    anchor,
    exchange,
    kind,
    shares,
    revenue,
    sector,
  };
}

/** All symbols with sample data. */
export const sampleSymbols: readonly string[] = Object.keys(rows);

const dayMs = 86_400_000;

/** A deterministic number in [0, 1) for a text. */
export function chanceOf(text: string): number {
  let hash = 2_166_136_261;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4_294_967_296;
}

/** A trading day. `time` is its close, 21:00 UTC, in seconds. */
export type Bar = {
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
};

const round = (value: number) => Math.round(value * 100) / 100;

function closeOn(sample: Sample, day: number): number {
  const phase = chanceOf(sample.symbol) * 6.283;
  const slow = 0.12 * Math.sin((day / 251) * 6.283 + phase) +
    0.05 * Math.sin((day / 37) * 6.283 + 2 * phase);
  const noise = 0.03 * (chanceOf(`${sample.symbol}:${day}`) - 0.5);
  return round(sample.anchor * (1 + slow + noise));
}

const isTradingDay = (day: number) => ![0, 6].includes(new Date(day * dayMs).getUTCDay());

/** The bar of a day, counted from 1970. Deterministic. */
export function barOn(sample: Sample, day: number): Bar {
  const close = closeOn(sample, day);
  const open = round(close * (1 + 0.01 * (chanceOf(`${sample.symbol}:o:${day}`) - 0.5)));
  const spread = 0.002 + 0.008 * chanceOf(`${sample.symbol}:s:${day}`);
  return {
    time: day * 86_400 + 75_600,
    open,
    close,
    high: round(Math.max(open, close) * (1 + spread)),
    low: round(Math.min(open, close) * (1 - spread)),
    volume: Math.round(sample.shares * (0.003 + 0.004 * chanceOf(`${sample.symbol}:v:${day}`))),
  };
}

/** The bars of trading days with a close in [from, to], in seconds; at most the newest 2,600. */
export function barsBetween(sample: Sample, from: number, to: number): Bar[] {
  const last = Math.floor((to - 75_600) / 86_400);
  const first = Math.max(Math.ceil((from - 75_600) / 86_400), last - 3_650);
  const days = Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => first + i);
  return days.filter(isTradingDay).map((day) => barOn(sample, day));
}

/** The last two closed trading days before `now` (milliseconds), newest first. */
export function lastTwo(sample: Sample, now: number): [Bar, Bar] {
  const bars = barsBetween(sample, now / 1_000 - 10 * 86_400, now / 1_000);
  const [previous, newest] = bars.slice(-2);
  if (!previous || !newest) throw new Error("ten days hold two trading days");
  return [newest, previous];
}
