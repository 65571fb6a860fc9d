const special: Record<string, Record<string, unknown>> = {
  compare_stocks: { symbols: ["AAPL", "MSFT"] },
  search_symbols: { query: "Apple" },
  resolve_symbols: { symbols: ["AAPL"] },
  get_news: { query: "AAPL" },
};

/** Valid arguments of a tool: a symbol, unless it requires others. */
export function argumentsFor(tool: string): Record<string, unknown> {
  return special[tool] ?? { symbol: "AAPL" };
}
