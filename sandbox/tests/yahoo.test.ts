import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestContext } from "node:test";
import YahooFinance from "yahoo-finance2";
import { ExtendedCookieJar } from "yahoo-finance2/lib/cookieJar";
import { startBench } from "./support.ts";
import type { Bench } from "./support.ts";

const quiet = { info() {}, warn() {}, error() {}, debug() {}, dir() {} };

/** The real package, every host of it rewritten to the stand-in. */
function yahooAt(t: TestContext, { url }: Bench) {
  // The package prints the failed address, crumb included, past its logger.
  t.mock.method(console, "error", () => {});
  t.mock.method(console, "warn", () => {});
  const rewritten = (input: string | URL | Request, init?: RequestInit) => {
    const asked = new URL(input instanceof Request ? input.url : input);
    return fetch(`${url}/yahoo/${asked.host}${asked.pathname}${asked.search}`, init);
  };
  return new YahooFinance({
    fetch: rewritten as typeof fetch,
    cookieJar: new ExtendedCookieJar(),
    logger: quiet,
    suppressNotices: ["yahooSurvey"],
    versionCheck: false,
  });
}

test("the real package takes its cookie and crumb, and gets valid quotes", async (t) => {
  const bench = await startBench(t);
  const yahoo = yahooAt(t, bench);
  const quotes = await yahoo.quote(["AAPL", "MSFT", "SPY"]);
  assert.deepEqual(quotes.map((quote) => quote.symbol), ["AAPL", "MSFT", "SPY"]);
  for (const quote of quotes) {
    assert.ok((quote.regularMarketPrice ?? 0) > 1);
    assert.ok(quote.regularMarketTime instanceof Date && quote.regularMarketTime <= new Date());
  }
  const again = await yahoo.quote("AAPL");
  assert.equal(again?.regularMarketPrice, quotes[0]?.regularMarketPrice);
  assert.equal(await yahoo.quote("NOSUCH"), undefined);
  const requests = (await bench.get("counts")).requests;
  assert.deepEqual(requests, { "yahoo.entrance": 2, "yahoo.quote": 3 });
});

test("a rotated crumb is refused until a new one is taken, and 429 comes as often as ordered", async (t) => {
  const bench = await startBench(t);
  const yahoo = yahooAt(t, bench);
  await yahoo.quote("AAPL");
  await bench.post("yahoo", { rotateCrumb: true });
  await assert.rejects(yahoo.quote("AAPL"), /Invalid Crumb/);
  const fresh = yahooAt(t, bench);
  await fresh.quote("AAPL");
  await bench.post("yahoo", { fault429: 1 });
  await assert.rejects(fresh.quote("AAPL"), { code: 429 });
  await fresh.quote("AAPL");
});
