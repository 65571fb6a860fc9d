import assert from "node:assert/strict";
import { test } from "node:test";
import { cells, fit, padded, sanitize, truncateMiddle, wrapped } from "./cells.ts";

test("wide characters take two cells, combining marks none", () => {
  assert.deepEqual([cells("NVDA"), cells("株価"), cells("e\u0301"), cells("🚀")], [4, 4, 1, 2]);
});

test("text that does not fit ends in an ellipsis and is never too wide", () => {
  assert.equal(fit("latest results", 8), "latest …");
  assert.equal(fit("株価の見通し", 6), "株価…");
  assert.equal(fit("fits", 4), "fits");
  assert.equal(padded("株", 4), "株  ");
  for (let width = 0; width < 12; width++) assert.ok(cells(fit("株a価b通c🚀d", width)) <= width);
});

test("names with the same start stay distinguishable by their ends", () => {
  const names = ["NVIDIA latest results", "NVIDIA risks", "株価の見通し"];
  assert.deepEqual(names.map((name) => truncateMiddle(name, 12)), [
    "NVI… results",
    "NVIDIA risks",
    "株価の見通し",
  ]);
  for (let width = 0; width < 12; width++) {
    assert.ok(cells(truncateMiddle("株a価b通c🚀d", width)) <= width);
  }
});

test("text of a model cannot move the cursor or change colours", () => {
  assert.equal(sanitize("a\x1b[2J\x1b[31mred\x07\r\nb\x1b]0;title\x07c"), "a red b c");
  assert.equal(sanitize("invoice\u202efdp.exe\u2066"), "invoice fdp.exe");
});

test("a paragraph is wrapped between words, and a word that is too long is split", () => {
  assert.deepEqual(wrapped("the prices rose", 10), ["the prices", "rose"]);
  assert.deepEqual(wrapped("https://a.example/long", 10), ["https://a.", "example/lo", "ng"]);
});
