import assert from "node:assert/strict";
import { test } from "node:test";
import { routeUpstream } from "./upstream-fetch.ts";

test("only Yahoo's hosts are reached, or their paths of the emulator", () => {
  const quote = new URL("https://query2.finance.yahoo.com/v7/finance/quote?symbols=A");
  assert.equal(routeUpstream(quote, undefined).href, quote.href);
  assert.equal(
    routeUpstream(quote, "http://127.0.0.1:1/yahoo/").href,
    "http://127.0.0.1:1/yahoo/query2.finance.yahoo.com/v7/finance/quote?symbols=A",
  );
  for (const bad of ["https://evil.example/", "http://query2.finance.yahoo.com/"]) {
    assert.throws(() => routeUpstream(new URL(bad), undefined), { code: "refused" });
  }
});
