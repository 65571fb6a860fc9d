import assert from "node:assert/strict";
import { test } from "node:test";
import { symbolIn } from "./symbol.ts";

const symbols = [
  ...["AAPL", "BRK-B", "AIR.PA", "0700.HK", "000001.SS", "M&M.NS", "J&KBANK.NS", "ARE&M.NS"],
  ...["NIFTY_FIN_SERVICE.NS", "NIFTY_LARGEMIDCAP_250.NS", "^GSPC", "^NSEI", "EURUSD=X", "INR=X"],
  ...[
    "GC=F",
    "6E=F",
    "CLZ26.NYM",
    "DX-Y.NYB",
    "BTC-USD",
    "0P0000XVZ8.L",
    "AAPL261218C00250000",
    "T",
  ],
];

test("symbols of stocks, indices, currencies, futures, options and funds are accepted, in upper case", () => {
  for (const symbol of symbols) {
    assert.equal(symbolIn(symbol), symbol);
    assert.equal(symbolIn(` ${symbol.toLowerCase()}\t`), symbol);
  }
});

test("a text that is clearly not a symbol is rejected", () => {
  const names = [
    "",
    " ",
    "Apple Inc.",
    "Mahindra & Mahindra",
    "A,B",
    "A/B",
    "A?B",
    "A#B",
    "%5EGSPC",
  ];
  const others = [
    "^",
    "^^GSPC",
    "&M",
    "_X",
    ".NS",
    "https://x",
    "<b>",
    "A".repeat(33),
    "ÄPPLE",
    "A\nB",
  ];
  for (const text of [...names, ...others]) assert.equal(symbolIn(text), null, text);
});
