import type { StartResearch } from "../../protocol/research/commands.ts";
import {
  type ResolvedSymbol,
  resolveTool,
  type SymbolAnswer,
  unchecked,
} from "../../protocol/research/resolved-symbol.ts";
import { unknownSymbols } from "../../protocol/research/unknown-symbols.ts";
import { validationError } from "../../protocol/user-error.ts";
import { type ListedServer, readListings } from "../agent/resolve-tools.ts";
import { VerificationRequired } from "../agent/verification-required.ts";
import { type Db, json, type Sql, type Tx } from "../database/sql.ts";
import { Refusal } from "../refusal.ts";

/** A symbol is resolved again after this time, ms. */
const validMs = 24 * 3_600_000;
/** Maximum number of symbols that are kept of a tenant. */
const maxSymbols = 5_000;

/**
 * What is known of the symbols of a run. `answers`: those of a market data server, null if none was asked. Throws
 * VerificationRequired if one has to be asked. Refuses: ValidationError (unknown symbols, unless they are allowed).
 */
export async function resolvedSymbols(
  tx: Tx,
  tenant: string,
  { symbols, allowUnknown }: Pick<StartResearch, "symbols" | "allowUnknown">,
  answers: readonly SymbolAnswer[] | null,
): Promise<ResolvedSymbol[]> {
  const known = await knownSymbols(tx, tenant, symbols);
  if (
    answers === null && known.length < symbols.length && resolverOf(await readListings(tx, tenant))
  ) {
    throw new VerificationRequired();
  }
  const issues = allowUnknown ? [] : unknownSymbols(symbols, answers ?? []);
  if (issues.length > 0) throw new Refusal(validationError(issues));
  const found = (answers ?? []).map(({ suggestions: _, ...resolved }) => resolved);
  await saveSymbols(tx, tenant, found.filter((s) => s.known));
  const all = new Map([...found, ...known].map((s) => [s.symbol, s]));
  return symbols.map((symbol) => all.get(symbol) ?? unchecked(symbol));
}

/** The symbols that a market data server must resolve. */
export async function unresolvedSymbols(
  sql: Sql,
  tenant: string,
  symbols: readonly string[],
): Promise<string[]> {
  const known = new Set((await knownSymbols(sql, tenant, symbols)).map((s) => s.symbol));
  return symbols.filter((symbol) => !known.has(symbol));
}

/**
 * The server and tool that resolve symbols; undefined if no server offers it. This call has no approval, so that a server
 * whose calls are to be approved or denied is not asked.
 */
export function resolverOf(servers: readonly ListedServer[]) {
  for (const { name: server, policy, tools } of servers) {
    if (policy === "ASK" || policy === "DENY") continue;
    const tool = tools.find((t) => t.name === resolveTool && t.readOnly);
    if (tool) return { server, tool };
  }
}

/** Deletes symbols that were resolved too long ago. Returns how many. */
export async function purgeSymbols(sql: Sql): Promise<number> {
  const [row] = await sql<{ gone: number }[]>`select purge_symbols(${validMs}) as gone`;
  return row?.gone ?? 0;
}

async function knownSymbols(
  db: Db,
  tenant: string,
  symbols: readonly string[],
): Promise<ResolvedSymbol[]> {
  if (symbols.length === 0) return [];
  const rows = await db<Omit<ResolvedSymbol, "known">[]>`
    select symbol, name, exchange, type, currency from symbols
    where tenant = ${tenant} and symbol = any(${symbols as string[]})
    and resolved_at > now() - ${validMs} * interval '1 millisecond'`;
  return rows.map((row) => ({ ...row, known: true }));
}

/** Rows are written in one order, so that two runs about the same symbols do not deadlock. */
async function saveSymbols(tx: Tx, tenant: string, found: readonly ResolvedSymbol[]) {
  if (found.length === 0) return;
  await tx`insert into symbols as s (tenant, symbol, name, exchange, type, currency)
    select ${tenant}, symbol, name, exchange, type, currency
    from jsonb_to_recordset(${json(tx, found)})
      as f(symbol text, name text, exchange text, type text, currency text) order by symbol
    on conflict (tenant, symbol) do update set name = excluded.name, exchange = excluded.exchange,
      type = excluded.type, currency = excluded.currency, resolved_at = now()`;
  await tx`delete from symbols where tenant = ${tenant} and symbol in (
    select symbol from symbols where tenant = ${tenant}
    order by resolved_at desc, symbol offset ${maxSymbols})`;
}
