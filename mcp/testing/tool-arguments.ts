const special: Record<string, Record<string, unknown>> = {
  compare_stocks: { symbols: ["AAPL", "MSFT"] },
  search_symbols: { query: "Apple" },
  get_news: { query: "AAPL" },
};

/** Arguments that every tool of ours takes: a symbol, where it asks for nothing else. */
export function argumentsFor(tool: string): Record<string, unknown> {
  return special[tool] ?? { symbol: "AAPL" };
}
