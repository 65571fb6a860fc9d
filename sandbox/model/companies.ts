import { table } from "../yahoo/samples/table.ts";

/** A company of the model: its name, and how a text mentions it without its ticker. */
export type Company = { name: string; said: RegExp | null };

/** How texts mention companies. Names that are also words of other meaning are left out. */
const said: Readonly<Record<string, RegExp>> = {
  AAPL: /\bapple\b/i,
  MSFT: /\bmicrosoft\b/i,
  NVDA: /\bnvidia\b/i,
  AMD: /\badvanced micro devices\b/i,
  GOOGL: /\b(?:google|alphabet)\b/i,
  AMZN: /\bamazon\b/i,
  META: /\b(?:meta platforms|facebook|Meta)\b/,
  TSLA: /\btesla\b/i,
  JPM: /\bjp ?morgan\b/i,
  NFLX: /\bnetflix\b/i,
  INTC: /\bintel\b/i,
  IBM: /\bbig blue\b/i,
  SPY: /\bs&p ?500\b/i,
  "BARC.L": /\bbarclays\b/i,
  "M&M.NS": /\bmahindra\b/i,
  "NIFTY_FIN_SERVICE.NS": /\bnifty financial\b/i,
  KO: /\bcoca-?cola\b/i,
  XOM: /\bexxon/i,
  PFE: /\bpfizer\b/i,
  "BRK-B": /\bberkshire hathaway\b/i,
  TWTR: /\btwitter\b/i,
  "CNR.TO": /\bcanadian national\b/i,
  "RY.TO": /\broyal bank of canada\b/i,
  "SHEL.L": /\bshell plc\b/i,
  "AZN.L": /\bastrazeneca\b/i,
  "VOD.L": /\bvodafone\b/i,
  "SAP.DE": /\bSAP SE\b/,
  "SIE.DE": /\bsiemens\b/i,
  "BMW.DE": /\bBayerische Motoren\b/i,
  "AIR.PA": /\bairbus\b/i,
  "MC.PA": /\blvmh\b/i,
  "BNP.PA": /\bbnp paribas\b/i,
  "RELIANCE.NS": /\breliance industries\b/i,
  "0700.HK": /\btencent\b/i,
  "0005.HK": /\bhsbc\b/i,
  "7203.T": /\btoyota\b/i,
  "6758.T": /\bsony\b/i,
  "NPN.JO": /\bnaspers\b/i,
  "TEVA.TA": /\bteva\b/i,
  "BHP.AX": /\bbhp\b/i,
  "CBA.AX": /\bcommonwealth bank\b/i,
  "AIR.NZ": /\bair new zealand\b/i,
  "^N225": /\bnikkei\b/i,
  "GC=F": /\bgold futures?\b/i,
  "CL=F": /\bcrude oil\b/i,
  "BTC-USD": /\bbitcoin\b/i,
  "ETH-USD": /\bethereum\b/i,
};

/** The companies of the model, by ticker: all that have sample market data. */
export const companies: Readonly<Record<string, Company>> = Object.fromEntries(
  Object.entries(table).map(([symbol, { name }]) => [symbol, { name, said: said[symbol] ?? null }]),
);

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
    const at = company.said ? text.search(company.said) : -1;
    return at < 0 ? [] : [{ symbol, at }];
  });
  const all = [...tickersIn(text), ...named].sort((a, b) => a.at - b.at);
  return [...new Set(all.map((found) => found.symbol))];
}
