import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestSandbox } from "./support.ts";
import { yahooAt } from "./yahoo-client.ts";

test("the real package gets cookie, crumb and valid quotes", async (t) => {
  const bench = await startTestSandbox(t);
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

test("a rotated crumb is rejected until the client gets the new one, and 429 comes as often as configured", async (t) => {
  const bench = await startTestSandbox(t);
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

test("answers have the configured delay", async (t) => {
  const bench = await startTestSandbox(t);
  await bench.post("yahoo", { delayMs: 150 });
  const begun = performance.now();
  await yahooAt(t, bench).quote("AAPL");
  assert.ok(performance.now() - begun >= 300, "two entrances and a quote, each late");
});

test("daily and weekly charts have the same prices as the quote", async (t) => {
  const yahoo = yahooAt(t, await startTestSandbox(t));
  const quote = await yahoo.quote("NVDA");
  const year = { period1: new Date(Date.now() - 365 * 86_400_000) };
  const daily = await yahoo.chart("NVDA", year);
  assert.ok(daily.quotes.length > 245 && daily.quotes.length < 265);
  assert.equal(daily.quotes.at(-1)?.close, quote?.regularMarketPrice);
  const weekly = await yahoo.chart("NVDA", { ...year, interval: "1wk" });
  assert.ok(weekly.quotes.length > 50 && weekly.quotes.length < 55);
  const future = new Date(Date.now() + 86_400_000);
  assert.deepEqual(
    (await yahoo.chart("NVDA", { period1: future, period2: "2100-01-01" })).quotes,
    [],
  );
  await assert.rejects(yahoo.chart("NOSUCH", year), /No data found, symbol may be delisted/);
});

test("summaries, fundamentals, options, search and recommendations pass the package's own validation", async (t) => {
  const yahoo = yahooAt(t, await startTestSandbox(t));
  const summary = await yahoo.quoteSummary("MSFT", {
    modules: [
      "price",
      "summaryDetail",
      "assetProfile",
      "summaryProfile",
      "financialData",
      "defaultKeyStatistics",
      "recommendationTrend",
      "quoteType",
      "calendarEvents",
    ],
  });
  assert.equal(Object.keys(summary).length, 9);
  assert.equal(summary.financialData?.currentPrice, summary.price?.regularMarketPrice);
  await assert.rejects(yahoo.quoteSummary("NOSUCH"), /Quote not found for symbol: NOSUCH/);
  const annual = await yahoo.fundamentalsTimeSeries("AAPL", {
    period1: new Date(Date.now() - 4 * 365 * 86_400_000),
    type: "annual",
    module: "financials",
  });
  assert.ok(annual.length >= 3);
  for (const year of annual) assert.ok("totalRevenue" in year && Number(year.totalRevenue) > 1e11);
  const quarterly = await yahoo.fundamentalsTimeSeries("JPM", {
    period1: new Date(Date.now() - 365 * 86_400_000),
    type: "quarterly",
    module: "all",
  });
  assert.ok(quarterly.length >= 3);
  const options = await yahoo.options("TSLA");
  assert.equal(options.options[0]?.calls.length, 5);
  assert.deepEqual(options.expirationDates.map((date) => date.getUTCDay()), [5, 5, 5]);
  const found = await yahoo.search("micro");
  assert.deepEqual(found.quotes.map((hit) => hit.symbol), ["MSFT", "AMD"]);
  assert.equal(found.news.length, 4);
  const near = await yahoo.recommendationsBySymbol("AAPL");
  assert.equal(near.recommendedSymbols.length, 5);
  assert.equal((await yahoo.trendingSymbols("US")).quotes.length, 5);
});
