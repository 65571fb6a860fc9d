import type { ServerDefinition } from "../server.ts";
import { getCurrentStockPrice } from "./tools/get-current-stock-price.ts";

/** What securities cost, now and before. Served under `/prices`. */
export const prices: ServerDefinition = {
  name: "prices",
  title: "Prices",
  instructions: "Prices of listed securities. Symbols are Yahoo Finance tickers.",
  tools: [getCurrentStockPrice],
};
