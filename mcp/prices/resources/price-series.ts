import { completionOf, startingWith } from "../../completion.ts";
import { type Bar, type Period, periods, readHistory } from "../../market/history.ts";
import type { Resource } from "../../resource.ts";
import { oneOf, requireQuote, requireSymbol } from "../../symbol.ts";
import { fittingInterval } from "../tools/get-historical-stock-prices.ts";

const names = Object.keys(periods) as Period[];

/** The price series of one security as CSV, oldest first. Each row says whether it is a sample: rows get copied. */
export const priceSeries: Resource = {
  name: "price_series",
  title: "Price series",
  description: "Prices of one security over a period as CSV, oldest first, with an interval that " +
    `fits the period. Periods: ${
      names.join(", ")
    }. The column sample is true for invented figures.`,
  mimeType: "text/csv",
  template: "prices://history/{symbol}/{period}",
  complete: (deps) => ({
    symbol: completionOf("symbol", deps) ?? (() => []),
    period: startingWith(names),
  }),
  async read(places, call) {
    const symbol = requireSymbol(places.symbol);
    const period = oneOf("period", names, places.period);
    await requireQuote(symbol, call);
    const asked = { symbol, period, interval: fittingInterval(period) };
    const { currency, bars } = await readHistory(call.market, asked, call.signal);
    return toCsv(bars, currency ?? "", call.market.sample);
  },
};

/** RFC 4180 without quotes: no value here holds a comma. What is not known is empty. */
export function toCsv(bars: readonly Bar[], currency: string, sample: boolean): string {
  const head = ["at", "open", "high", "low", "close", "volume", "currency", "sample"];
  const rows = bars.map(({ at, open, high, low, close, volume }) =>
    [at.toISOString(), open, high, low, close, volume, currency.replace(/\W/g, ""), sample]
      .map((value) => value ?? "")
  );
  return [head, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}
