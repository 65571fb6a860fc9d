/** Types of securities, as Yahoo Finance names them. */
export const securityTypes = [
  "EQUITY",
  "ETF",
  "INDEX",
  "CURRENCY",
  "FUTURE",
  "CRYPTOCURRENCY",
  "MUTUALFUND",
] as const;
/** One of `securityTypes`. */
export type SecurityType = (typeof securityTypes)[number];

/** What is known of a symbol when a run starts. */
export interface ResolvedSymbol {
  symbol: string;
  /** True: a security has it. False: none has. Null: it was not checked. */
  known: boolean | null;
  /** Null if unknown, as the fields below. */
  name: string | null;
  exchange: string | null;
  type: SecurityType | null;
  /** ISO 4217 code, or a minor unit such as GBp. */
  currency: string | null;
}

/** A symbol that was not checked. */
export const unchecked = (symbol: string): ResolvedSymbol => ({
  symbol,
  known: null,
  name: null,
  exchange: null,
  type: null,
  currency: null,
});

/** The type of a security: as resolved, else by the form of its symbol. */
export function typeOf({ symbol, type }: Pick<ResolvedSymbol, "symbol" | "type">): SecurityType {
  return type ?? typeByForm.find(([form]) => form.test(symbol))?.[1] ?? "EQUITY";
}

const typeByForm: [RegExp, SecurityType][] = [
  [/^\^/, "INDEX"],
  [/=X$/, "CURRENCY"],
  [/=F$/, "FUTURE"],
  [/-(USD|EUR|GBP)$/, "CRYPTOCURRENCY"],
];

/** A security that may have been meant. */
export type Suggestion = Pick<ResolvedSymbol, "symbol" | "name" | "exchange">;

/** What a market data server says about a symbol. */
export interface SymbolAnswer extends ResolvedSymbol {
  /** For an unknown symbol, the best first; else empty. */
  suggestions: Suggestion[];
}

/** The tool of a market data server that resolves symbols: at most `limits.symbols` in a call. */
export const resolveTool = "resolve_symbols";
