import type { ServerDefinition } from "../server.ts";
import { priceSeries } from "./resources/price-series.ts";
import { compareStocks } from "./tools/compare-stocks.ts";
import { getCurrentStockPrice } from "./tools/get-current-stock-price.ts";
import { getHistoricalStockPrices } from "./tools/get-historical-stock-prices.ts";
import { resolveSymbols } from "./tools/resolve-symbols.ts";
import { searchSymbols } from "./tools/search-symbols.ts";

/** Current and historical prices. Served at `/prices`. */
export const prices: ServerDefinition = {
  name: "prices",
  title: "Prices",
  instructions:
    "Prices of listed securities. Symbols are Yahoo Finance tickers; when only a name " +
    "is known, search for the symbol first.",
  tools: [
    getCurrentStockPrice,
    getHistoricalStockPrices,
    compareStocks,
    searchSymbols,
    resolveSymbols,
  ],
  resources: [priceSeries],
};
