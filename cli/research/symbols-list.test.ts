import assert from "node:assert/strict";
import { test } from "node:test";
import { symbolIn } from "../../protocol/research/symbol.ts";
import { sampleListing } from "../../sandbox/yahoo/samples/listing.ts";
import { parseArguments } from "../command/parse-arguments.ts";
import { researchArguments } from "./options.ts";
import { symbolLines } from "./symbols-list.ts";

test("each sample has a line with symbol, name, exchange, type and currency", () => {
  const lines = symbolLines(true, sampleListing);
  const line = (symbol: string) => lines.find((l) => l.startsWith(`${symbol} `)) ?? "";
  assert.ok(sampleListing.length >= 40);
  for (const { symbol, name } of sampleListing) {
    assert.equal(symbolIn(symbol), symbol);
    assert.ok(line(symbol).includes(name), symbol);
  }
  assert.match(line("BARC.L"), /^BARC\.L +Barclays PLC +LSE +EQUITY +GBp$/);
  assert.match(line("EURUSD=X"), /CCY +CURRENCY +USD$/);
  assert.match(line("TWTR"), /delisted, last trade on 2022-10-27$/);
  assert.match(lines.at(-1) ?? "", /figures are invented/);
});

test("with live market data any symbol works, and no samples are listed", () => {
  const lines = symbolLines(false, sampleListing);
  assert.match(lines.join(" "), /any symbol of Yahoo Finance works/);
  assert.doesNotMatch(lines.join(" "), /Barclays/);
});

test("the list needs no question, and takes no other arguments", () => {
  const given = parseArguments(researchArguments, ["--symbols-list"]);
  assert.equal(given.values["symbols-list"], true);
  for (const args of [["How", "--symbols-list"], ["--symbols-list", "--searches", "2"]]) {
    assert.throws(
      () => parseArguments(researchArguments, args),
      /--symbols-list takes no other arguments/,
    );
  }
});
