import assert from "node:assert/strict";
import type { ToolPolicy } from "../../protocol/approval/approval.ts";
import { after, test } from "node:test";
import { type SymbolAnswer, unchecked } from "../../protocol/research/resolved-symbol.ts";
import { VerificationRequired } from "../agent/verification-required.ts";
import { saveListing } from "../mcp/servers.ts";
import { Refusal } from "../refusal.ts";
import { caller, testDatabase } from "../testing/database.ts";
import { purgeSymbols, resolvedSymbols, unresolvedSymbols } from "./symbols.ts";

const db = await testDatabase();
after(() => db[Symbol.asyncDispose]());
const { sql } = db;
const { tenant } = caller;

const known = (symbol: string): SymbolAnswer => ({
  ...{ symbol, known: true, name: `${symbol} Inc.`, exchange: "NYSE" },
  ...{ type: "EQUITY", currency: "USD", suggestions: [] },
});
const unknown = (symbol: string): SymbolAnswer => ({
  ...{ ...unchecked(symbol), known: false },
  suggestions: [{ symbol: "AMD", name: null, exchange: null }],
});
const resolve = (symbols: string[], answers: SymbolAnswer[] | null, allowUnknown?: true) =>
  sql.begin((tx) =>
    resolvedSymbols(tx, tenant, { symbols, ...(allowUnknown && { allowUnknown }) }, answers)
  );
const offer = (name: string, policy: ToolPolicy | null = null) =>
  saveListing(sql, {
    ...{ name: "market", url: "http://market.example", prompts: [], policy },
    tools: [{
      ...{ name, title: null, description: null, inputSchema: {}, outputSchema: null },
      ...{ readOnly: true, idempotent: true, hash: name },
    }],
  });

test("where no server resolves symbols they are accepted unchecked", async () => {
  await offer("search_symbols");
  assert.deepEqual(await resolve(["AMD"], null), [unchecked("AMD")]);
  assert.deepEqual(await resolve([], null), []);
});

test("a server whose calls are to be approved, or denied, is not asked", async () => {
  for (const policy of ["ASK", "DENY"] as const) {
    await offer("resolve_symbols", policy);
    assert.deepEqual(await resolve(["AMD"], null), [unchecked("AMD")]);
  }
});

test("where a server resolves symbols it must be asked once; then the symbol is known", async () => {
  await offer("resolve_symbols");
  await assert.rejects(resolve(["AMD"], null), VerificationRequired);
  const { suggestions: _, ...amd } = known("AMD");
  assert.deepEqual(await resolve(["AMD"], [known("AMD")]), [amd]);
  assert.deepEqual(await resolve(["AMD"], null), [amd]);
  assert.deepEqual(await unresolvedSymbols(sql, tenant, ["AMD", "NVDA"]), ["NVDA"]);
  await assert.rejects(resolve(["AMD", "NVDA"], null), VerificationRequired);
});

test("an unknown symbol is refused and nothing is saved; if it is allowed it stays unknown", async () => {
  await assert.rejects(
    resolve(["IBM", "ZZZZQ"], [known("IBM"), unknown("ZZZZQ")]),
    (e) =>
      e instanceof Refusal && e.error.type === "ValidationError" &&
      e.error.issues[0]?.path.join() === "symbols,1" &&
      /mean AMD\?/.test(e.error.issues[0].message),
  );
  assert.deepEqual(await unresolvedSymbols(sql, tenant, ["IBM"]), ["IBM"]);
  const allowed = await resolve(["IBM", "ZZZZQ"], [known("IBM"), unknown("ZZZZQ")], true);
  assert.deepEqual(allowed.map((s) => s.known), [true, false]);
  await assert.rejects(resolve(["ZZZZQ"], null, true), VerificationRequired);
});

test("a symbol that the server could not check is accepted unchecked and asked again", async () => {
  const answer = { ...unchecked("SAP.DE"), suggestions: [] };
  assert.deepEqual(await resolve(["SAP.DE"], [answer]), [unchecked("SAP.DE")]);
  await assert.rejects(resolve(["SAP.DE"], null), VerificationRequired);
});

test("a symbol is resolved again after a day, and deleted", async () => {
  await resolve(["OLD"], [known("OLD")]);
  await sql`update symbols set resolved_at = now() - interval '25 hours' where symbol = 'OLD'`;
  await assert.rejects(resolve(["OLD"], null), VerificationRequired);
  assert.equal(await purgeSymbols(sql), 1);
  assert.deepEqual(await resolve(["AMD"], null).then((all) => all.length), 1);
});
