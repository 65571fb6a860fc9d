import assert from "node:assert/strict";
import { test } from "node:test";
import { periods } from "../../market/history.ts";
import { failureOf, startTestMcpServer, textOf } from "../../testing/test-mcp-server.ts";
import { fittingInterval, percentChange, summarise } from "./get-historical-stock-prices.ts";

const history = (args: Record<string, string>) => ({
  name: "get_historical_stock_prices",
  arguments: args,
});

interface Output {
  interval: string;
  summary: Record<string, number | null>;
  points: { at: string; day: string; close: number; volume: number | null }[];
  firstDay: string;
  lastDay: string;
  timeZone: string;
  adjusted: string;
  splits: unknown[];
  dividends: unknown[];
  sample: boolean;
}

test("a series has a summary and no bars without a close", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  const result = await client.callTool(history({ symbol: "AAPL", period: "5d", interval: "1d" }));
  const output = result.structuredContent as unknown as Output;
  assert.deepEqual(output.points.map((p) => p.close), [100, 102, 99, 110]);
  assert.deepEqual(output.points[0], {
    at: "2026-11-16T10:30:00.000Z",
    day: "2026-11-16",
    open: 99,
    high: 102,
    low: 97,
    close: 100,
    adjustedClose: null,
    volume: 1_100,
  });
  assert.equal(output.summary.highest, 112);
  assert.equal(output.summary.changePercent, 10);
  assert.equal(output.sample, true);
});

test("the period 1d is the last day with prices", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  const result = await client.callTool(history({ symbol: "AAPL", period: "1d" }));
  const output = result.structuredContent as unknown as Output;
  assert.deepEqual(output.points.map((p) => p.close), [110]);
});

test("a too fine interval is refused with a suitable one, before a request", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  const result = await client.callTool(history({ symbol: "AAPL", period: "10y", interval: "5m" }));
  assert.match(textOf(result), /Use interval 1mo/);
  assert.equal(failureOf(result)?.code, "too_many_points");
  assert.deepEqual(mcp.yahoo.requests, []);
});

test("a range that Yahoo does not accept is a failure", async () => {
  await using mcp = startTestMcpServer();
  const error = { code: "Unprocessable Entity", description: "5m data not available for ..." };
  const body = JSON.stringify({ chart: { result: null, error } });
  mcp.yahoo.order("/v8/finance/chart", { status: 422, body });
  const client = await mcp.connect("prices");
  const result = await client.callTool(history({ symbol: "AAPL" }));
  assert.match(textOf(result), /shorter period or a longer interval/);
});

test("every period has an interval with few points", () => {
  const fitting = (Object.keys(periods) as (keyof typeof periods)[]).map(fittingInterval);
  assert.deepEqual(fitting.slice(0, 4), ["1h", "1h", "1d", "1d"]);
  assert.deepEqual(fitting.slice(4), ["1wk", "1wk", "1wk", "1mo", "1mo", "1mo"]);
});

test("an empty series has no summary", () => {
  assert.equal(summarise([]), undefined);
});

test("a change in percent needs a base above zero", () => {
  assert.equal(percentChange(80, 100), 25);
  assert.equal(percentChange(18.27, -37.63), -305.96606);
  for (const base of [0, -37.63, null]) assert.equal(percentChange(base, 10), null);
  assert.equal(percentChange(10, null), null);
});

/** A chart answer of Yahoo with bars at these instants. */
function chartAnswer(over: {
  meta?: Record<string, unknown>;
  starts: string[];
  closes: number[];
  adjusted?: number[];
  events?: Record<string, unknown>;
}) {
  const meta = { symbol: "BHP.AX", currency: "AUD", instrumentType: "EQUITY", ...over.meta };
  const timestamp = over.starts.map((at) => Date.parse(at) / 1_000);
  const { closes: close, adjusted: adjclose, events } = over;
  const quote = [{ open: close, high: close, low: close, close, volume: close.map(() => 0) }];
  const indicators = { quote, ...(adjclose && { adjclose: [{ adjclose }] }) };
  const result = [{ meta, timestamp, indicators, ...(events && { events }) }];
  return { status: 200, body: JSON.stringify({ chart: { result, error: null } }) };
}

async function historyOf(
  answer: Parameters<typeof chartAnswer>[0],
  args: Record<string, string>,
  now: string,
): Promise<Output> {
  await using mcp = startTestMcpServer({ market: { now: () => Date.parse(now) } });
  mcp.yahoo.order("/v8/finance/chart", chartAnswer(answer));
  const client = await mcp.connect("prices");
  const result = await client.callTool(history({ symbol: "AAPL", ...args }));
  return result.structuredContent as unknown as Output;
}

test("the day of a bar is that of the exchange, also when its session begins on another day in UTC", async () => {
  const starts = ["2026-11-26T23:00:00Z", "2026-11-29T23:00:00Z"];
  const meta = { exchangeTimezoneName: "Australia/Sydney" };
  const output = await historyOf({ starts, closes: [40, 41], meta }, {}, "2026-11-30T09:00:00Z");
  assert.deepEqual(output.points.map(({ day }) => day), ["2026-11-27", "2026-11-30"]);
  assert.deepEqual([output.firstDay, output.lastDay], ["2026-11-27", "2026-11-30"]);
  assert.equal(output.timeZone, "Australia/Sydney");
});

test("the period 1d is one session, also when midnight in UTC is within it", async () => {
  const starts = ["2026-11-26T23:30:00Z", "2026-11-29T23:00:00Z", "2026-11-30T00:00:00Z"];
  const meta = { exchangeTimezoneName: "Australia/Sydney" };
  const series = { starts, closes: [40, 41, 42], meta };
  const output = await historyOf(series, { period: "1d" }, "2026-11-30T09:00:00Z");
  assert.deepEqual(output.points.map(({ close }) => close), [41, 42]);
});

test("the period ytd begins with the exchange's year", async () => {
  const starts = ["2025-12-30T23:00:00Z", "2026-01-01T23:00:00Z"];
  const meta = { exchangeTimezoneName: "Australia/Sydney" };
  const series = { starts, closes: [40, 41], meta };
  const output = await historyOf(series, { period: "ytd", interval: "1d" }, "2026-01-02T09:00:00Z");
  assert.deepEqual(output.points.map(({ day }) => day), ["2026-01-02"]);
});

test("splits and dividends are listed by their day, and the result says what prices are adjusted for", async () => {
  const starts = ["2026-08-28T13:30:00Z", "2026-08-31T13:30:00Z"];
  const [first, second] = starts.map((at) => Date.parse(at) / 1_000);
  const events = {
    dividends: { [String(first)]: { amount: 0.205, date: first } },
    splits: {
      [String(second)]: { date: second, numerator: 4, denominator: 1, splitRatio: "4:1" },
    },
  };
  const meta = { exchangeTimezoneName: "America/New_York" };
  const series = { starts, closes: [100, 110], adjusted: [99, 110], events, meta };
  const output = await historyOf(series, { interval: "1d" }, "2026-09-01T09:00:00Z");
  assert.equal(output.adjusted, "splits");
  assert.deepEqual(output.splits, [{ day: "2026-08-31", numerator: 4, denominator: 1 }]);
  assert.deepEqual(output.dividends, [{ day: "2026-08-28", amount: 0.205 }]);
  assert.equal(output.summary.changePercent, 10);
  assert.equal(output.summary.changeWithDividendsPercent, 11.111111);
});

test("the last day of weekly bars is that of the last price", async () => {
  const starts = ["2026-11-09T05:00:00Z", "2026-11-16T05:00:00Z"];
  const meta = { exchangeTimezoneName: "America/New_York" };
  const series = { starts, closes: [40, 41], meta };
  const now = "2026-11-20T09:00:00Z";
  const weekly = await historyOf(series, { period: "1y", interval: "1wk" }, now);
  assert.deepEqual([weekly.firstDay, weekly.lastDay], ["2026-11-09", "2026-11-18"]);
  const daily = await historyOf(series, { period: "1mo", interval: "1d" }, now);
  assert.equal(daily.lastDay, "2026-11-16");
});

test("a currency pair has no volume", async () => {
  const meta = { instrumentType: "CURRENCY", exchangeTimezoneName: "Europe/London" };
  const series = { starts: ["2026-11-27T00:00:00Z"], closes: [1.15], meta };
  const output = await historyOf(series, {}, "2026-11-28T09:00:00Z");
  assert.equal(output.points[0]?.volume, null);
});
