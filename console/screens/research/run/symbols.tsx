import type { Run } from "../report/report-types.ts";
import css from "./run.module.css";

const types: Readonly<Record<string, string>> = {
  EQUITY: "share",
  ETF: "ETF",
  INDEX: "index",
  FUTURE: "future",
  CURRENCY: "currency",
  CRYPTOCURRENCY: "cryptocurrency",
  MUTUALFUND: "fund",
};

/** The securities that the question is about, as they were found when the run started. */
export function Symbols({ symbols }: { symbols: Run["resolvedSymbols"] }) {
  if (symbols.length === 0) return null;
  return (
    <ul className={css["symbols"]} aria-label="Symbols of the question">
      {symbols.map((one) => (
        <li key={one.symbol}>
          <b>{one.symbol}</b> {aboutSymbol(one)}
        </li>
      ))}
    </ul>
  );
}

function aboutSymbol({ name, exchange, currency, type, known }: Run["resolvedSymbols"][number]) {
  if (known === false) return "no security has this symbol";
  const details = [name, type && types[type], exchange, currency].filter(Boolean);
  if (known === null && details.length === 0) return "not checked";
  return details.join(", ");
}
