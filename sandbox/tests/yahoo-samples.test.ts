import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleSymbols } from "../yahoo/sample.ts";
import { startTestSandbox } from "./support.ts";
import { yahooAt } from "./yahoo-client.ts";

const ofMarkets = ["price", "summaryDetail", "defaultKeyStatistics", "quoteType"] as const;
const ofCompanies = [
  ...ofMarkets,
  "assetProfile",
  "summaryProfile",
  "financialData",
  "recommendationTrend",
  "upgradeDowngradeHistory",
  "calendarEvents",
] as const;
const period1 = new Date(Date.now() - 365 * 86_400_000);

test("all answers for all samples pass the package's own validation", async (t) => {
  const yahoo = yahooAt(t, await startTestSandbox(t));
  const quotes = await yahoo.quote([...sampleSymbols]);
  assert.deepEqual(quotes.map((quote) => quote.symbol), sampleSymbols);
  for (const { symbol, financialCurrency } of quotes) {
    const { meta, quotes: bars } = await yahoo.chart(symbol, { period1 });
    assert.equal(meta.symbol, symbol);
    assert.ok(bars.length > 4 && bars.every(({ close }) => Number.isFinite(close)), symbol);
    const modules = [...(financialCurrency ? ofCompanies : ofMarkets)];
    const summary = await yahoo.quoteSummary(symbol, { modules });
    assert.deepEqual(Object.keys(summary).sort(), modules.toSorted());
    await yahoo.options(symbol);
    const reports = { period1, type: "quarterly", module: "all" } as const;
    await yahoo.fundamentalsTimeSeries(symbol, reports);
  }
});

test("a delisted symbol has a placeholder with the time of the last trade, and no data", async (t) => {
  const yahoo = yahooAt(t, await startTestSandbox(t));
  const quote = await yahoo.quote("TWTR", {}, { validateResult: false }) as Record<string, unknown>;
  assert.equal(quote.exchange, "YHD");
  assert.equal(quote.regularMarketPrice, undefined);
  assert.equal((quote.regularMarketTime as Date).toISOString(), "2022-10-27T20:00:00.000Z");
  await assert.rejects(yahoo.chart("TWTR", { period1 }), /No data found, symbol may be delisted/);
  assert.deepEqual((await yahoo.search("TWTR")).quotes, []);
});

test("hourly bars of a venue that trades around the clock reach the last full hour", async (t) => {
  const yahoo = yahooAt(t, await startTestSandbox(t));
  const recent = new Date(Date.now() - 3 * 86_400_000);
  const { quotes } = await yahoo.chart("BTC-USD", { period1: recent, interval: "1h" });
  assert.ok(quotes.length >= 48);
  const age = Date.now() - (quotes.at(-1)?.date.getTime() ?? 0);
  assert.ok(age > 0 && age < 2 * 3_600_000, `${age} ms`);
});

test("a misspelt symbol finds the similar one", async (t) => {
  const yahoo = yahooAt(t, await startTestSandbox(t));
  const found = async (text: string) => (await yahoo.search(text)).quotes.map((hit) => hit.symbol);
  assert.deepEqual(await found("APPL"), ["AAPL"]);
  assert.deepEqual(await found("barc"), ["BARC.L"]);
  assert.deepEqual(await found("ZZZZQ"), []);
});
