import { asObject, type Json } from "../model/types.ts";

/** Invented figures of two companies; prices of the second are in pence. */
const companies: Record<string, { currency: string; minor: string; scale: number }> = {
  NVDA: { currency: "USD", minor: "USD", scale: 1 },
  "BARC.L": { currency: "GBP", minor: "GBp", scale: 3 },
};

/** The structured result of a market data tool, as our MCP servers give it. */
export function marketResult(tool: string, args: unknown): Json {
  const { symbol } = asObject(args);
  const company = companies[String(symbol)];
  const result = Object.entries(results).find(([name]) => tool.endsWith(name))?.[1];
  return { symbol, ...(company && result ? result(company) : {}) };
}

type Company = (typeof companies)[string];

const results: Record<string, (company: Company) => Json> = {
  get_current_stock_price: ({ minor, scale }) => ({
    price: 190.3 * scale,
    at: "2026-11-20T21:00:00Z",
    units: { price: minor },
  }),
  get_historical_stock_prices: ({ minor, scale }) => ({
    summary: {
      firstClose: 140 * scale,
      lastClose: 190.3 * scale,
      highest: 212 * scale,
      lowest: 90,
    },
    units: { firstClose: minor, lastClose: minor, highest: minor, lowest: minor },
  }),
  get_company_profile: ({ scale }) => ({
    results: { profitMargin: 0.21 * scale },
    valuation: { trailingPE: 17.25 * scale },
    risk: { beta: 0.87 * scale, debtToEquityPercent: 33.5 * scale },
    units: { profitMargin: "ratio", trailingPE: "x", beta: "x", debtToEquityPercent: "%" },
  }),
  get_income_statement: ({ currency, scale }) => ({
    columns: [{ periodEnd: "2026-01-31", lines: { totalRevenue: 61_250_000_000 * scale } }],
    units: { totalRevenue: currency },
  }),
  get_analyst_recommendations: ({ scale }) => ({
    rating: "buy",
    upsidePercent: 11.4 * scale,
    units: { upsidePercent: "%" },
  }),
};
