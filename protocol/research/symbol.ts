/**
 * A ticker symbol as Yahoo Finance writes it: `AAPL`, `BRK-B`, `0700.HK`, `M&M.NS`, `NIFTY_FIN_SERVICE.NS`, `^GSPC`,
 * `EURUSD=X`, `GC=F`, `BTC-USD`. The MCP servers have the same pattern; a test compares them.
 */
export const symbolPattern = /^\^?[A-Za-z0-9][A-Za-z0-9.=\-^&_]{0,31}$/;

/** The symbol in upper case and without surrounding spaces; null if the text cannot be one. */
export function symbolIn(text: string): string | null {
  const bare = text.trim();
  return symbolPattern.test(bare) ? bare.toUpperCase() : null;
}

/** The error message for a text that cannot be a symbol. */
export const symbolMessage =
  "Write a ticker symbol as Yahoo Finance writes it, such as AAPL, BRK-B, AIR.PA, M&M.NS or ^GSPC, not a company name.";
