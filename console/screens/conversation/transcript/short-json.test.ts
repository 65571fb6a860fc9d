import assert from "node:assert/strict";
import { test } from "node:test";
import { shortJson } from "./short-json.ts";

test("arguments are shown as names with values, without the punctuation of JSON", () => {
  assert.equal(
    shortJson({ symbol: "TSLA", days: 5, all: true }),
    "symbol: TSLA, days: 5, all: true",
  );
  assert.equal(shortJson({ list: [1, 2] }), "list: [1,2]");
});

test("a text is one line, and a long one is cut", () => {
  assert.equal(shortJson("a\n b"), "a b");
  assert.equal(shortJson("x".repeat(300)).length, 161);
  assert.equal(shortJson(null), "null");
});

test("a result that is JSON is shown like arguments, a broken one as it is", () => {
  assert.equal(shortJson('{"price":1.5,"currency":"USD"}'), "price: 1.5, currency: USD");
  assert.equal(shortJson("{ price"), "{ price");
});
