import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogger } from "../../telemetry/log.ts";
import { sampleMarket } from "../testing/sample-market.ts";
import { type FakeYahoo, startFakeYahoo } from "../testing/fake-yahoo.ts";
import { createMarketGateway, type MarketOptions } from "./gateway.ts";
import { readListing } from "./quote.ts";

const quotePath = "/v7/finance/quote";

function open(yahoo: FakeYahoo, options: Partial<MarketOptions> = {}) {
  const lines: string[] = [];
  const log = createLogger("mcp", { level: "debug", write: (line) => lines.push(line) });
  const retry = { attempts: 3, baseDelayMs: 2, maxDelayMs: 1_100 };
  const market = createMarketGateway({ yahooUrl: yahoo.url, log, retry, ...options });
  const quote = async (symbol: string, signal = new AbortController().signal) => {
    const listing = await readListing(market, symbol, signal);
    return listing.kind === "quoted" ? listing.quote : undefined;
  };
  const asked = (path: string) => yahoo.requests.filter((p) => p === path).length;
  return { market, quote, asked, lines };
}

test("readings of the same kind and key share one request and its cached answer", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  let now = 0;
  const { quote, asked } = open(yahoo, { now: () => now });
  const many = await Promise.all(Array.from({ length: 20 }, () => quote("AAPL")));
  assert.ok(many.every((q) => q?.price === 201));
  await quote("AAPL");
  assert.equal(asked(quotePath), 1);
  now = 10_000;
  await quote("AAPL");
  assert.equal(asked(quotePath), 2);
});

test("after 429, the required wait is observed, then the reading succeeds", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  yahoo.order(quotePath, { status: 429, headers: { "retry-after": "1" } }, { status: 429 });
  const { quote, asked } = open(yahoo);
  const began = performance.now();
  assert.equal((await quote("AAPL"))?.price, 201);
  assert.ok(performance.now() - began >= 990);
  assert.equal(asked(quotePath), 3);
});

test("during a wait that Yahoo requires, no reading of any kind is sent", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  let now = 0;
  const { quote, asked } = open(yahoo, { now: () => now });
  yahoo.order(quotePath, { status: 429, headers: { "retry-after": "60" } });
  await assert.rejects(quote("AAPL"), { code: "rate_limited" });
  now = 20_000;
  await assert.rejects(quote("MSFT"), { code: "rate_limited", retryAfterMs: 40_000 });
  assert.equal(asked(quotePath), 1);
  now = 60_000;
  assert.equal((await quote("MSFT"))?.price, 402);
});

test("the number of attempts is limited, and a failure is not cached", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  const down = { status: 503 };
  yahoo.order(quotePath, down, down, down);
  const { market, quote, asked } = open(yahoo);
  await assert.rejects(quote("AAPL"), { code: "unavailable" });
  assert.equal(asked(quotePath), 3);
  assert.equal(market.lastFault()?.code, "unavailable");
  assert.equal((await quote("AAPL"))?.price, 201);
  assert.equal(market.lastFault(), undefined);
});

test("a stale crumb is replaced by a new session, once for all readings in flight", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  const { quote, asked } = open(yahoo);
  await quote("AAPL");
  yahoo.rotateCrumb();
  const [msft, nvda] = await Promise.all([quote("MSFT"), quote("NVDA")]);
  assert.deepEqual([msft?.price, nvda?.price], [402, 103]);
  assert.equal(asked("/v1/test/getcrumb"), 2);
});

test("after a second refusal of the crumb, the reading fails", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  yahoo.order(quotePath, { status: 401 }, { status: 401 });
  const { quote, asked } = open(yahoo);
  await assert.rejects(quote("AAPL"), { code: "stale_crumb" });
  assert.equal(asked(quotePath), 2);
});

test("a failure to get a crumb is a rate limit, and a later reading tries again", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  yahoo.order("getcrumb", { status: 429, headers: { "retry-after": "60" } });
  let now = 0;
  const { quote } = open(yahoo, { now: () => now });
  await assert.rejects(quote("AAPL"), { code: "rate_limited", retryAfterMs: 60_000 });
  now = 60_000;
  assert.equal((await quote("AAPL"))?.price, 201);
});

test("a missing answer times out and is retried", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  yahoo.order(quotePath, { status: 200, delayMs: 300 });
  const { quote, asked } = open(yahoo, { attemptMs: 150 });
  assert.equal((await quote("AAPL"))?.price, 201);
  assert.equal(asked(quotePath), 2);
});

test("the whole reading ends at its deadline", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  yahoo.order(quotePath, { status: 200, delayMs: 300 });
  const { quote } = open(yahoo, { deadlineMs: 100 });
  await assert.rejects(quote("AAPL"), { code: "timed_out" });
});

test("an unreadable answer is not retried", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  yahoo.order(quotePath, { status: 200, body: "<html>consent</html>" });
  const { quote, asked } = open(yahoo);
  await assert.rejects(quote("AAPL"), { code: "unreadable" });
  assert.equal(asked(quotePath), 1);
});

test("the number of concurrent readings is limited, and a full queue is the fault busy", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  yahoo.order(quotePath, { status: 503, delayMs: 50 });
  const { quote } = open(yahoo, {
    running: 1,
    waiting: 1,
    retry: { attempts: 1, baseDelayMs: 1, maxDelayMs: 1 },
  });
  const [first, second, third] = await Promise.allSettled(
    ["AAPL", "MSFT", "NVDA"].map((s) => quote(s)),
  );
  assert.equal(first?.status, "rejected");
  assert.equal(second?.status, "fulfilled");
  assert.equal((third as PromiseRejectedResult).reason.code, "busy");
});

test("a caller that stops waiting does not end the reading of the others", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  const { quote, asked } = open(yahoo);
  const impatient = new AbortController();
  const both = Promise.allSettled([quote("AAPL", impatient.signal), quote("AAPL")]);
  impatient.abort();
  const [gone, stayed] = await both;
  assert.equal(gone.status, "rejected");
  assert.equal(stayed.status, "fulfilled");
  assert.equal(asked(quotePath), 1);
});

test("neither the log nor the console contains the crumb", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  const printed: unknown[] = [];
  const real = console.error;
  console.error = (...parts: unknown[]) => printed.push(parts);
  try {
    const { quote, lines } = open(yahoo);
    const down = { status: 500, body: `crumb ${yahoo.crumb}` };
    yahoo.order(quotePath, { status: 401, body: yahoo.crumb }, down, down, down);
    await assert.rejects(quote("AAPL"));
    assert.ok(lines.length >= 3);
    assert.doesNotMatch(JSON.stringify([printed, lines]), /secret/);
  } finally {
    console.error = real;
  }
});
