/** The companies of the model and of the sample market data, by ticker. */
export const companies: Readonly<Record<string, { name: string; said: RegExp }>> = {
  AAPL: { name: "Apple Inc.", said: /\bapple\b/i },
  MSFT: { name: "Microsoft Corporation", said: /\bmicrosoft\b/i },
  NVDA: { name: "NVIDIA Corporation", said: /\bnvidia\b/i },
  AMD: { name: "Advanced Micro Devices, Inc.", said: /\badvanced micro devices\b/i },
  GOOGL: { name: "Alphabet Inc.", said: /\b(?:google|alphabet)\b/i },
  AMZN: { name: "Amazon.com, Inc.", said: /\bamazon\b/i },
  META: { name: "Meta Platforms, Inc.", said: /\b(?:meta platforms|facebook|Meta)\b/ },
  TSLA: { name: "Tesla, Inc.", said: /\btesla\b/i },
  JPM: { name: "JPMorgan Chase & Co.", said: /\bjp ?morgan\b/i },
  NFLX: { name: "Netflix, Inc.", said: /\bnetflix\b/i },
  INTC: { name: "Intel Corporation", said: /\bintel\b/i },
  IBM: { name: "International Business Machines Corporation", said: /\bbig blue\b/i },
  SPY: { name: "SPDR S&P 500 ETF Trust", said: /\bs&p ?500\b/i },
  "BARC.L": { name: "Barclays PLC", said: /\bbarclays\b/i },
  "M&M.NS": { name: "Mahindra & Mahindra Limited", said: /\bmahindra\b/i },
  "NIFTY_FIN_SERVICE.NS": { name: "NIFTY Financial Services", said: /\bnifty financial\b/i },
};

const noTicker = new Set(
  ("AI API APIS CEO CFO CSV EPS ETF EU EUR FAQ GBP GDP HTML HTTP ID IPO IT JSON JPY LLM MCP NOT OK OR PDF PE SDK " +
    "SQL THE UK URL US USA USD UTC XML YES YOY NO AND FOR WHAT IS ARE OF IN TO AT").split(" "),
);

/** Tickers with an exchange, a kind or a caret are never words. */
const marked = "\\^[A-Z0-9]{2,12}|[A-Z0-9][A-Z0-9&_-]{0,25}(?:\\.[A-Z]{1,3}|=[XF])|[A-Z]{2,6}-USD";
const plain = "[A-Z]{2,5}(?:[.-][A-Z]{1,2})?";
const ticker = new RegExp(`(?<![\\w&^=.-])(\\$?)(?:(${marked})|(${plain}))(?![\\w&=])`, "g");

function tickersIn(text: string): { symbol: string; at: number }[] {
  const shouted = text === text.toUpperCase();
  const found: { symbol: string; at: number }[] = [];
  for (const { 1: dollar, 2: sure, 3: word = "", index: at } of text.matchAll(ticker)) {
    const symbol = sure ?? word;
    const known = sure !== undefined || symbol in companies || dollar === "$";
    if (known || (!shouted && !noTicker.has(symbol))) found.push({ symbol, at });
  }
  return found;
}

/** The tickers in a text, named by ticker or by company, in their order. */
export function symbolsIn(text: string): string[] {
  const named = Object.entries(companies).flatMap(([symbol, company]) => {
    const at = text.search(company.said);
    return at < 0 ? [] : [{ symbol, at }];
  });
  const all = [...tickersIn(text), ...named].sort((a, b) => a.at - b.at);
  return [...new Set(all.map((found) => found.symbol))];
}
