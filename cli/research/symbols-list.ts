import { type ListedSample, sampleListing } from "../../sandbox/yahoo/samples/listing.ts";
import { loadConfig } from "../config/load-config.ts";
import { readRunFile } from "../run-file.ts";
import { standardOutput } from "../terminal/terminal.ts";

/** Prints which symbols research knows; answers the exit code. It needs no running start. Throws a ConfigError. */
export async function symbolsList(): Promise<number> {
  const { home, marketData } = await loadConfig();
  const run = await readRunFile(home);
  const sample = run?.sampleMarketData ?? marketData === "sample";
  standardOutput().print(symbolLines(sample, sampleListing).join("\n"));
  return 0;
}

/** The lines for market data that are samples or not. */
export function symbolLines(sample: boolean, samples: readonly ListedSample[]): string[] {
  if (!sample) {
    return [
      "Market data is live: any symbol of Yahoo Finance works, such as AAPL, BARC.L, 7203.T, ^GSPC,",
      "EURUSD=X, GC=F or BTC-USD. The tool search_symbols finds them by name.",
    ];
  }
  const head = ["Symbol", "Name", "Exchange", "Type", "Currency", ""];
  const rows = samples.map((
    { symbol, name, exchange, type, currency, note },
  ) => [symbol, name, exchange, type, currency, note ?? ""]);
  return [
    ...columns([head, ...rows]),
    "",
    `${samples.length} samples; their figures are invented. Set MARKET_DATA=live for any symbol.`,
  ];
}

/** Rows in columns, each as wide as its longest cell. */
function columns(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ").trimEnd());
}
