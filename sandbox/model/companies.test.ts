import assert from "node:assert/strict";
import { test } from "node:test";
import { symbolsIn } from "./companies.ts";

const named: [string, string[]][] = [
  ["How are M&M.NS and NIFTY_FIN_SERVICE.NS doing?", ["M&M.NS", "NIFTY_FIN_SERVICE.NS"]],
  ["Compare ^GSPC, EURUSD=X, GC=F and BTC-USD.", ["^GSPC", "EURUSD=X", "GC=F", "BTC-USD"]],
  ["0700.HK or 000001.SS; BARC.L?", ["0700.HK", "000001.SS", "BARC.L"]],
  ["Is BRK-B dearer than AAPL.", ["BRK-B", "AAPL"]],
  ["PRICE OF M&M.NS AND AAPL", ["M&M.NS", "AAPL"]],
  ["What does Mahindra cost, and Barclays?", ["M&M.NS", "BARC.L"]],
];
for (const [text, symbols] of named) {
  test(`the symbols in: ${text}`, () => assert.deepEqual(symbolsIn(text), symbols));
}

test("words, numbers and abbreviations are not symbols", () => {
  for (
    const text of ["R&D and M&A in Q3", "The S&P is at 5,000.00 now", "v2.0 of x=1", "2.5 EUR-US"]
  ) {
    assert.deepEqual(symbolsIn(text), [], text);
  }
});
