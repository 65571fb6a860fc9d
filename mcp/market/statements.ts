import { z } from "zod";
import type { MarketGateway } from "./gateway.ts";
import { figure, instant } from "./shapes.ts";

/** Statements, by Yahoo's names. */
export type StatementName = "financials" | "balance-sheet" | "cash-flow";

/** Period of a column. */
export type Frequency = "annual" | "quarterly";

/** A column of a statement: the end of its period and its lines; null: not reported. */
export interface StatementColumn<Line extends string> {
  endDate: Date;
  lines: Record<Line, number | null>;
}

const years: Record<Frequency, number> = { annual: 6, quarterly: 2 };

/** The columns of a statement with the requested lines, the newest first. */
export function readStatement<Line extends string>(
  market: MarketGateway,
  ask: { symbol: string; name: StatementName; frequency: Frequency; lines: readonly Line[] },
  signal: AbortSignal,
): Promise<StatementColumn<Line>[]> {
  const { symbol, name, frequency, lines } = ask;
  return market.read({
    kind: "statements",
    key: `${name}:${frequency}:${symbol}`,
    load: (yahoo, options) => {
      const period1 = new Date(Date.now() - years[frequency] * 366 * 86_400_000);
      const query = { period1, type: frequency, module: name };
      return yahoo.fundamentalsTimeSeries(symbol, query, options);
    },
    parse: (raw) =>
      z.array(z.looseObject({ date: instant })).parse(raw).flatMap((column) =>
        toColumn(column, lines)
      ).sort((a, b) => b.endDate.getTime() - a.endDate.getTime()),
  }, signal);
}

/** A column without a reported line is omitted. */
function toColumn<Line extends string>(
  raw: { date: Date | null } & Record<string, unknown>,
  lines: readonly Line[],
): StatementColumn<Line>[] {
  if (!raw.date) return [];
  const entries = lines.map((line) => [line, figure.parse(raw[line])] as const);
  if (entries.every(([, value]) => value === null)) return [];
  return [{ endDate: raw.date, lines: Object.fromEntries(entries) as Record<Line, number | null> }];
}
