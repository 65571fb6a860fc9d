import { z } from "zod";
import { amountCurrency } from "../market/currency.ts";
import { type Frequency, readStatement, type StatementName } from "../market/statements.ts";
import { requireQuote, symbolArgument } from "../symbol.ts";
import { defineTool, type Tool, type ToolCall } from "../tool.ts";
import { ToolFailure } from "../tool-failure.ts";
import { type Units, unitsOf } from "../units.ts";

/** Definition of a statement's tool. */
export interface StatementSpec {
  /** The tool's name. */
  name: string;
  title: string;
  /** Content of the statement: the first words of the tool's description. */
  shows: string;
  statement: StatementName;
  /** Lines of the statement, by yahoo-finance2's names. */
  lines: readonly string[];
}

/** A tool that returns a statement of a company, the newest period first. */
export function defineStatementTool(spec: StatementSpec): Tool {
  const lines = z.object(Object.fromEntries(spec.lines.map((l) => [l, z.number().nullable()])));
  return defineTool({
    name: spec.name,
    title: spec.title,
    description: `${spec.shows}, by year or by quarter, newest first. Amounts are whole units of ` +
      "`currency`, per-share lines excepted; null means not reported.",
    input: z.object({
      symbol: symbolArgument,
      frequency: z.enum(["annual", "quarterly"]).default("annual"),
    }),
    output: z.object({
      symbol: z.string(),
      currency: z.string().nullable().describe("Currency of the company's reports."),
      frequency: z.string(),
      units: unitsOf(spec.lines),
      columns: z.array(z.object({ periodEnd: z.iso.date(), lines })),
    }),
    run: (asked, call) => statementOf(spec, asked, call),
  });
}

/** The statement for the tool and the resource. Throws `ToolFailure` or `MarketFault`. */
export async function statementOf(
  spec: StatementSpec,
  { symbol, frequency }: { symbol: string; frequency: Frequency },
  call: ToolCall,
) {
  const quote = await requireQuote(symbol, call);
  const ask = { symbol, name: spec.statement, frequency, lines: spec.lines };
  const columns = await readStatement(call.market, ask, call.signal);
  if (columns.length === 0) throw nothingReported(symbol, spec.title);
  const currency = quote.financialCurrency ?? amountCurrency(quote.currency);
  return {
    symbol: quote.symbol,
    currency,
    frequency,
    units: unitsFor(spec.lines, currency),
    columns: columns.map(({ endDate, lines }) => ({
      periodEnd: endDate.toISOString().slice(0, 10),
      lines,
    })),
  };
}

/** Lines are amounts of money, or numbers of shares by their name. */
function unitsFor(lines: readonly string[], currency: string | null): Units<string> {
  return Object.fromEntries(
    lines.map((line) => [line, line.endsWith("Shares") ? "shares" : currency]),
  );
}

function nothingReported(symbol: string, title: string): ToolFailure {
  const text = `No ${title.toLowerCase()} is reported for ${symbol}. Funds, indices and ` +
    "currencies have none; for a company, try the other frequency.";
  return new ToolFailure({ code: "no_data", retryable: false, text });
}
