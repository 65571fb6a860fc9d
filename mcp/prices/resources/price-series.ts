import { completionOf, startingWith } from "../../completion.ts";
import { type Bar, type Period, periods, readHistory } from "../../market/history.ts";
import type { Resource } from "../../resource.ts";
import { oneOf, requireQuote, requireSymbol } from "../../symbol.ts";
import { fittingInterval } from "../tools/get-historical-stock-prices.ts";

const names = Object.keys(periods) as Period[];

/** The price series of a security as CSV, the oldest first. Each row has `sample`, because rows get copied. */
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
  async read(variables, call) {
    const symbol = requireSymbol(variables.symbol);
    const period = oneOf("period", names, variables.period);
    await requireQuote(symbol, call);
    const asked = { symbol, period, interval: fittingInterval(period) };
    const { currency, bars } = await readHistory(call.market, asked, call.signal);
    return toCsv(bars, currency ?? "", call.market.sample);
  },
};

/** CSV (RFC 4180) without quotes: no value contains a comma. Unknown values are empty. */
export function toCsv(bars: readonly Bar[], currency: string, sample: boolean): string {
  const head = ["at", "day", "open", "high", "low", "close", "volume", "currency", "sample"];
  const rows = bars.map(({ at, day, open, high, low, close, volume }) =>
    [at.toISOString(), day, open, high, low, close, volume, currency.replace(/\W/g, ""), sample]
      .map((value) => value ?? "")
  );
  return [head, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}
