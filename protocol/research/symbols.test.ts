import assert from "node:assert/strict";
import { test } from "node:test";
import { readSymbolAnswers } from "./read-symbol-answers.ts";
import { typeOf, unchecked } from "./resolved-symbol.ts";
import { unknownSymbols } from "./unknown-symbols.ts";

const berkshire = { symbol: "BRK-B", name: "Berkshire Hathaway Inc.", exchange: "NYSE" };
const unknown = { ...unchecked("BRK.B"), known: false, suggestions: [berkshire] };

test("an unknown symbol is a fault of the input with at most three suggestions", () => {
  const [issue, ...others] = unknownSymbols(["AMD", "BRK.B"], [unknown]);
  assert.deepEqual([issue?.path, others], [["symbols", "1"], []]);
  assert.match(issue?.message ?? "", /Did you mean BRK-B \(Berkshire Hathaway Inc\., NYSE\)\?/);
  const bare = { symbol: "A", name: null, exchange: null };
  const many = { ...unknown, suggestions: [bare, bare, bare, { ...bare, symbol: "B" }] };
  assert.match(unknownSymbols(["BRK.B"], [many])[0]?.message ?? "", /mean A, or A, or A\?/);
});

test("a symbol that is known or was not checked is no fault", () => {
  const answers = [{ ...unknown, known: true }, { ...unchecked("AMD"), suggestions: [] }];
  assert.deepEqual(unknownSymbols(["AMD", "BRK.B", "X"], answers), []);
});

test("answers of a server are read for the asked symbols alone, with short plain texts", () => {
  const output = {
    symbols: [
      { symbol: "OTHER", known: true },
      { symbol: "AMD", known: true, name: "A\nB<b>", exchange: 7, type: "OPTION", currency: "USD" },
      {
        symbol: "BRK.B",
        known: false,
        suggestions: [{ ...berkshire, more: 1 }, { symbol: "no symbol!" }, null],
      },
    ],
  };
  assert.deepEqual(readSymbolAnswers(output, ["BRK.B", "AMD", "NVDA"]), [
    unknown,
    { ...unchecked("AMD"), known: true, name: "A B b", currency: "USD", suggestions: [] },
    { ...unchecked("NVDA"), suggestions: [] },
  ]);
});

test("an answer of another shape leaves all symbols unchecked", () => {
  for (const output of [null, 7, [], {}, { symbols: {} }, { symbols: [{ symbol: "AMD" }] }]) {
    assert.deepEqual(readSymbolAnswers(output, ["AMD"]), [{
      ...unchecked("AMD"),
      suggestions: [],
    }]);
  }
});

test("the type of a security is that of its form until it is resolved", () => {
  const types = ["^GSPC", "EURUSD=X", "GC=F", "BTC-USD", "BRK-B", "M&M.NS"]
    .map((symbol) => typeOf({ symbol, type: null }));
  assert.deepEqual(types, ["INDEX", "CURRENCY", "FUTURE", "CRYPTOCURRENCY", "EQUITY", "EQUITY"]);
  assert.equal(typeOf({ symbol: "SPY", type: "ETF" }), "ETF");
});
