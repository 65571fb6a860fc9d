import assert from "node:assert/strict";
import { test } from "node:test";
import { request } from "../../clients/client/mod.ts";
import * as documents from "../support/research.generated.ts";
import { ask, phaseOf, type ResearchStack, tenSymbols } from "./research-stack.ts";

/** Nothing is missing in silence: unknown symbols, many symbols, lies. */
export function proofs(at: () => ResearchStack) {
  const start = async (symbols: string[], over: object = {}) => {
    const input = { idempotencyKey: crypto.randomUUID(), question: ask(), symbols, ...over };
    return (await request(at().api.url, documents.start, { input })).result;
  };

  test("an unknown symbol is refused with suggestions, and nothing starts", async () => {
    const refused = await start(["NVDA", "ZZZZQ", "brk.b"]);
    assert.equal(refused.__typename, "ValidationError");
    const issues = refused.__typename === "ValidationError" ? refused.issues : [];
    assert.deepEqual(issues.map((i) => i.path), [["symbols", "1"], ["symbols", "2"]]);
    assert.match(issues[0]?.message ?? "", /No security is traded under the symbol ZZZZQ/);
    assert.match(issues[1]?.message ?? "", /Did you mean BRK-B \(Berkshire/);
  });

  test("a repeated key returns the same run, although its symbols were resolved meanwhile", async () => {
    const key = { idempotencyKey: crypto.randomUUID(), question: ask() };
    const [first, second] = [await start(["KO"], key), await start(["KO"], key)];
    assert.ok(first.__typename === "StartResearchPayload");
    assert.ok(second.__typename === "StartResearchPayload" && second.replayed);
    assert.equal(second.research.id, first.research.id);
    await at().research.cancel(first.research.id);
  });

  test("an unknown symbol that is allowed is a gap, and the report is not verified", () => {
    const { unknown: run } = at().runs;
    assert.deepEqual(run.resolvedSymbols.map((s) => [s.symbol, s.known]), [
      ["NVDA", true],
      ["ZZZZQ", false],
    ]);
    assert.deepEqual([run.status, run.verified], ["COMPLETED", false]);
    assert.deepEqual(run.report?.gaps.map((g) => `${g.kind} ${g.subject}`), ["SYMBOL ZZZZQ"]);
    const verdict = phaseOf(run, "VERIFY").outcome;
    assert.deepEqual([verdict?.accepted, verdict?.passed], [true, false]);
  });

  test("each of ten symbols has its proven figures", () => {
    const { ten: run } = at().runs;
    const types = run.resolvedSymbols.map(({ symbol, type }) => [symbol, type]);
    assert.deepEqual(Object.fromEntries(types), tenSymbols);
    const proven = run.report?.metrics.filter((m) => m.evidence !== "NONE") ?? [];
    const count = (symbol: string) => proven.filter((m) => m.symbol === symbol).length;
    for (const [symbol, type] of Object.entries(tenSymbols)) {
      assert.ok(count(symbol) >= (type === "EQUITY" ? 3 : 1), symbol);
    }
    assert.deepEqual([run.report?.gaps, run.verified], [[], true]);
  });

  test("lies that a verifier lets pass are named, and the report is not verified", () => {
    const { lied: run } = at().runs;
    const lies = phaseOf(run, "FUNDAMENTALS").outcome?.metrics?.filter((m) =>
      m.evidence === "NONE"
    );
    assert.match(lies?.[0]?.problem ?? "", /^The result says /);
    const gapsOf = (round: number) =>
      phaseOf(run, "VERIFY", round).outcome?.gaps?.map((g) => `${g.kind} ${g.message}`) ?? [];
    assert.match(
      gapsOf(1)[0] ?? "",
      /^NUMBER The figure "Revenue, NVDA" is not proven\. The result/,
    );
    // The writer leaves out the figure of the analyst, and repeats its own number.
    const last =
      'NUMBER No proven figure supports 41.7 % in the sentence "Its market share is 41.7 %."';
    assert.deepEqual(gapsOf(2), [last]);
    assert.equal(run.verified, false);
    assert.equal(phaseOf(run, "VERIFY", 2).outcome?.accepted, true);
  });
}
