import assert from "node:assert/strict";
import { test } from "node:test";
import { barOn, barsBetween } from "./series.ts";
import { dividendFactors, dividendsBetween, eventsOf } from "./events.ts";
import { yearly } from "./figures.ts";
import { quoteOf } from "./quote.ts";
import { type Sample, sampleOf, sampleSymbols } from "./sample.ts";
import { dayIn, dayOf, instantOf, isoDay, offsetAt } from "./zones.ts";
import { chartOf } from "./chart.ts";
import { summaryOf } from "./summary.ts";
import { timeseriesOf } from "./timeseries.ts";
import { isNear } from "./near.ts";

const now = Date.parse("2026-11-29T12:00:00Z");
const the = (symbol: string): Sample => sampleOf(symbol, now) ?? assert.fail(symbol);
const all = sampleSymbols.map(the);
const companies = all.filter(({ revenue }) => revenue > 0);
const seconds = (iso: string) => Date.parse(iso) / 1_000;
const daysOf = (symbol: string, from: string, to: string) =>
  barsBetween(the(symbol), seconds(from), seconds(to)).map(({ day }) => isoDay(day));

test("there are at least 40 samples of at least 6 exchanges, and of each kind", () => {
  assert.ok(all.length >= 40, String(all.length));
  assert.ok(new Set(companies.map(({ code }) => code)).size >= 10);
  assert.deepEqual([...new Set(all.map(({ kind }) => kind))].sort(), [
    "CRYPTOCURRENCY",
    "CURRENCY",
    "EQUITY",
    "ETF",
    "FUTURE",
    "INDEX",
  ]);
});

test("no two companies have the same ratios, and each ratio is of a size that its sector has", () => {
  const ratios = companies.map((sample) => yearly(sample).net / sample.revenue);
  assert.equal(new Set(ratios).size, companies.length);
  const debts = companies.flatMap((sample) => yearly(sample).debtToEquity ?? []);
  assert.equal(new Set(debts.map((debt) => debt.toFixed(2))).size, debts.length);
  for (const debt of debts) assert.ok(debt > 5 && debt < 200, String(debt));
  for (const sample of companies) {
    const { gross, operating, net, assets, equity } = yearly(sample);
    assert.ok(gross === null || gross > operating, sample.symbol);
    assert.ok(Math.abs(operating) >= Math.abs(net) * 0.9 && assets > equity, sample.symbol);
    assert.equal(net < 0, sample.loses === true, sample.symbol);
    if (sample.sector === "Financial Services") assert.equal(gross, null);
  }
});

test("a loss-maker has negative earnings, and no trailing price-earnings and payout ratio", () => {
  const summary = (symbol: string) => {
    const query = new URLSearchParams({ modules: "summaryDetail,defaultKeyStatistics" });
    const { body } = summaryOf(the(symbol), query, now);
    // deno-lint-ignore no-explicit-any
    return (body as any).quoteSummary.result[0];
  };
  const loser = summary("VOD.L");
  assert.ok(loser.defaultKeyStatistics.trailingEps < 0);
  assert.ok(loser.defaultKeyStatistics.forwardPE < 0);
  assert.deepEqual([loser.summaryDetail.trailingPE, loser.summaryDetail.payoutRatio], [
    undefined,
    undefined,
  ]);
  assert.ok(loser.summaryDetail.dividendRate > 0);
  assert.ok(summary("KO").summaryDetail.trailingPE > 0);
});

test("the begin of a session is that of the exchange's clocks, also across a change of the clocks", () => {
  const start = (symbol: string, day: string) =>
    new Date(barOn(the(symbol), dayOf(day)).start * 1_000).toISOString();
  assert.equal(start("BHP.AX", "2026-11-27"), "2026-11-26T23:00:00.000Z");
  assert.equal(start("BHP.AX", "2026-07-01"), "2026-07-01T00:00:00.000Z");
  assert.equal(start("AIR.NZ", "2026-11-27"), "2026-11-26T21:00:00.000Z");
  assert.equal(start("7203.T", "2026-11-27"), "2026-11-27T00:00:00.000Z");
  assert.equal(start("AAPL", "2026-03-06"), "2026-03-06T14:30:00.000Z");
  assert.equal(start("AAPL", "2026-03-09"), "2026-03-09T13:30:00.000Z");
  assert.equal(start("M&M.NS", "2026-11-27"), "2026-11-27T03:45:00.000Z");
  assert.equal(offsetAt("America/New_York", seconds("2026-11-01T07:00:00Z")), -18_000);
  assert.equal(dayIn("Australia/Sydney", instantOf("Australia/Sydney", 20_000, 600)), 20_000);
});

test("an exchange has no session on its holidays and rest days", () => {
  assert.deepEqual(daysOf("AAPL", "2026-11-25T00:00:00Z", "2026-11-29T00:00:00Z"), [
    "2026-11-25",
    "2026-11-27",
  ]);
  assert.deepEqual(daysOf("7203.T", "2026-05-01T00:00:00Z", "2026-05-08T00:00:00Z"), [
    "2026-05-01",
    "2026-05-07",
  ]);
  assert.deepEqual(daysOf("TEVA.TA", "2025-11-27T00:00:00Z", "2025-12-01T00:00:00Z"), [
    "2025-11-27",
    "2025-11-30",
  ]);
  assert.equal(daysOf("BTC-USD", "2026-11-21T00:00:00Z", "2026-11-22T23:59:59Z").length, 2);
});

test("a day's price does not depend on when it is asked for", () => {
  const later = sampleOf("SAP.DE", now + 90 * 86_400_000) ?? assert.fail();
  assert.deepEqual(barOn(later, 20_700), barOn(the("SAP.DE"), 20_700));
  const reported = (sample: Sample, at: number) => {
    const query = new URLSearchParams({ type: "annualTotalRevenue" });
    // deno-lint-ignore no-explicit-any
    const [line] = (timeseriesOf(sample, query, at).body as any).timeseries.result;
    // deno-lint-ignore no-explicit-any
    return line.annualTotalRevenue.find((r: any) => r.asOfDate === "2025-12-31").reportedValue.raw;
  };
  assert.equal(reported(later, now + 90 * 86_400_000), reported(the("SAP.DE"), now));
});

test("dividends and a split are events of the chart; adjusted closes differ before a dividend only", () => {
  const sample = the("KO");
  const [from, to] = [dayOf("2025-11-30"), dayOf("2026-11-29")];
  const dividends = dividendsBetween(sample, from, to);
  assert.equal(dividends.length, 4);
  const { splits } = eventsOf(sample, from, to) as { splits: Record<string, object> };
  assert.deepEqual(Object.values(splits), [{
    date: seconds("2026-05-01T13:30:00Z"),
    numerator: 2,
    denominator: 1,
    splitRatio: "2:1",
  }]);
  const factor = dividendFactors(sample, from, to);
  const last = dividends.at(-1)?.day ?? assert.fail();
  assert.equal(factor(last), 1);
  assert.ok(factor(last - 1) < 1 && factor(from) < factor(last - 1));
});

test("the kinds have what they should, and lack what they have not", () => {
  const quote = (symbol: string) => quoteOf(the(symbol), now);
  for (const pair of ["EURUSD=X", "GBPUSD=X"]) {
    assert.deepEqual([quote(pair).regularMarketVolume, quote(pair).marketCap], [0, undefined]);
  }
  assert.equal(quote("^GSPC").marketCap, undefined);
  assert.equal(quote("BTC-USD").marketState, "REGULAR");
  assert.equal(quote("BTC-USD").regularMarketTime, seconds("2026-11-29T12:00:00Z"));
  assert.equal(quote("EURUSD=X").regularMarketTime, seconds("2026-11-27T23:59:00Z"));
  assert.equal(quote("QUIET.L").regularMarketTime, seconds("2026-10-30T16:30:00Z"));
  assert.equal(quote("SHEL.L").currency, "GBp");
  assert.equal(quote("SHEL.L").financialCurrency, "USD");
});

test("a recent listing has a short history, and a future may close below zero", () => {
  const chart = (symbol: string, period1: string) => {
    const query = new URLSearchParams({ period1: String(seconds(period1)) });
    // deno-lint-ignore no-explicit-any
    return (chartOf(the(symbol), query, now).body as any).chart.result[0];
  };
  const listing = chart("IPOX", "2025-11-29T00:00:00Z");
  assert.equal(listing.timestamp[0], seconds("2026-09-01T13:30:00Z"));
  assert.equal(listing.meta.firstTradeDate, seconds("2026-09-01T13:30:00Z"));
  const oil = chart("CL=F", "2020-04-19T00:00:00Z");
  assert.equal(oil.indicators.quote[0].close[0], -37.63);
});

test("symbols are similar if they differ by a letter or by the order of two", () => {
  for (const other of ["appl", "aap", "aaple", "aapk"]) assert.ok(isNear("aapl", other), other);
  for (const other of ["aa", "msft", "lpaa"]) assert.ok(!isNear("aapl", other), other);
});
