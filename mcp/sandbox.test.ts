import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { servers } from "./servers.ts";
import { sampleListing } from "../sandbox/yahoo/samples/listing.ts";
import { failureOf, startTestMcpServer } from "./testing/test-mcp-server.ts";
import { type SandboxProcess, startSandboxProcess } from "./testing/sandbox-process.ts";
import { argumentsFor } from "./testing/tool-arguments.ts";

let sandbox: SandboxProcess;
before(async () => {
  sandbox = await startSandboxProcess();
});
after(() => sandbox?.[Symbol.asyncDispose]());

const price = (symbol: string) => ({ name: "get_current_stock_price", arguments: { symbol } });

test("every tool works with the sandbox's market through the package, and labels its results", async () => {
  await using mcp = startTestMcpServer({ market: { yahooUrl: sandbox.yahooUrl } });
  for (const { name: server, tools } of servers) {
    const client = await mcp.connect(server);
    for (const { name } of tools) {
      const call = { name, arguments: argumentsFor(name) };
      const result = await client.callTool(call);
      assert.equal(result.isError, undefined, `${name}: ${JSON.stringify(result.content)}`);
      assert.equal((result.structuredContent as { sample: boolean }).sample, true);
    }
  }
  const client = await mcp.connect("prices");
  for (const period of ["1d", "5d", "1mo", "1y", "10y"]) {
    const { contents: [first] } = await client.readResource({
      uri: `prices://history/NVDA/${period}`,
    });
    const rows = first && "text" in first ? first.text.split("\r\n").length - 2 : 0;
    assert.ok(rows >= 7 && rows <= 130, `${period}: ${rows} rows`);
  }
});

test("the gateway recovers from refusals and a new crumb of the sandbox's market", async () => {
  await using mcp = startTestMcpServer({ market: { yahooUrl: sandbox.yahooUrl } });
  const client = await mcp.connect("prices");
  assert.equal((await client.callTool(price("AAPL"))).isError, undefined);
  await sandbox.control({ rotateCrumb: true });
  assert.equal((await client.callTool(price("MSFT"))).isError, undefined);
  await sandbox.control({ fault429: 1 });
  assert.equal((await client.callTool(price("NVDA"))).isError, undefined);
  assert.ok(mcp.lines.some((line) => line.includes('"fault":"stale_crumb"')));
  assert.ok(mcp.lines.some((line) => line.includes('"fault":"rate_limited"')));
});

type Money = Record<string, unknown> & { currency: string; currencyNote: string | null };

test("a share that is quoted in pence has prices in pence, and amounts in pounds that say so", async () => {
  await using mcp = startTestMcpServer({ market: { yahooUrl: sandbox.yahooUrl } });
  const prices = await mcp.connect("prices");
  const financials = await mcp.connect("financials");
  const ask = async (client: typeof prices, name: string, over: object = {}) => {
    const call = { name, arguments: { symbol: "barc.l", ...over } };
    return (await client.callTool(call)).structuredContent as unknown as Money;
  };
  const quote = await ask(prices, "get_current_stock_price");
  const symbols = ["BARC.L", "AAPL"];
  const { rows } = (await prices.callTool({ name: "compare_stocks", arguments: { symbols } }))
    .structuredContent as unknown as { rows: (Money & { price: number; marketCap: number })[] };
  const [pence, dollars] = rows;
  const profile = await ask(financials, "get_company_profile");
  const { marketCap } = profile.size as { marketCap: number };
  const quoted = [
    quote,
    pence,
    profile,
    await ask(prices, "get_historical_stock_prices"),
    await ask(financials, "get_analyst_recommendations"),
  ];
  for (const money of quoted) {
    assert.equal(money?.currency, "GBp");
    assert.match(money.currencyNote ?? "", /GBp is 1\/100 GBP/);
  }
  const statements = ["get_income_statement", "get_balance_sheet", "get_cash_flow"];
  for (const name of statements) assert.equal((await ask(financials, name)).currency, "GBP");
  assert.deepEqual([pence?.marketCapCurrency, profile.amountCurrency], ["GBP", "GBP"]);
  // 14 billion shares: in pence it would be a hundred times as much.
  assert.ok(Math.abs(marketCap / ((pence?.price ?? 0) / 100 * 14e9) - 1) < 0.01, `${marketCap}`);
  assert.equal(pence?.marketCap, marketCap);
  assert.deepEqual([dollars?.marketCapCurrency, dollars?.currencyNote], ["USD", null]);
});

test("symbols with special characters are requested unchanged, by tools and in addresses", async () => {
  await using mcp = startTestMcpServer({ market: { yahooUrl: sandbox.yahooUrl } });
  const prices = await mcp.connect("prices");
  for (const symbol of ["M&M.NS", "NIFTY_FIN_SERVICE.NS"]) {
    for (const name of ["get_current_stock_price", "get_historical_stock_prices"]) {
      const result = await prices.callTool({ name, arguments: { symbol: ` ${symbol} ` } });
      assert.equal((result.structuredContent as { symbol: string }).symbol, symbol);
    }
    const uri = `prices://history/${encodeURIComponent(symbol)}/1mo`;
    assert.equal((await prices.readResource({ uri })).contents.length, 1);
  }
  const both = { symbols: ["M&M.NS", "AAPL"] };
  const { rows } = (await prices.callTool({ name: "compare_stocks", arguments: both }))
    .structuredContent as unknown as { rows: unknown[] };
  assert.equal(rows.length, 2);
  const financials = await mcp.connect("financials");
  for (const name of ["get_company_profile", "get_income_statement"]) {
    const result = await financials.callTool({ name, arguments: { symbol: "M&M.NS" } });
    assert.equal(result.isError, undefined, name);
  }
  const bad = { name: "get_current_stock_price", arguments: { symbol: "Mahindra & Mahindra" } };
  assert.match(JSON.stringify((await prices.callTool(bad)).content), /not a company name/);
  await assert.rejects(prices.readResource({ uri: "prices://history/%E0%A4%A/1mo" }), /symbol/);
});

test("each sample is answered by each tool of prices, or is delisted; days are those of the exchange", async () => {
  await using mcp = startTestMcpServer({ market: { yahooUrl: sandbox.yahooUrl } });
  const client = await mcp.connect("prices");
  const stale: string[] = [];
  for (const { symbol, currency } of sampleListing.filter((s) => s.symbol !== "TWTR")) {
    const quote = (await client.callTool(price(symbol))).structuredContent as Record<
      string,
      unknown
    >;
    assert.equal(quote.currency, currency, symbol);
    const zone = String(quote.timeZone);
    const day = new Date(String(quote.at)).toLocaleDateString("en-CA", { timeZone: zone });
    assert.equal(quote.day, day, symbol);
    if (quote.stale) stale.push(symbol);
  }
  assert.deepEqual(stale, ["QUIET.L"]);
  assert.equal(failureOf(await client.callTool(price("TWTR")))?.code, "delisted");
});

test("a loss-maker has no price-earnings ratio, a bank no gross margin and no debt to equity", async () => {
  await using mcp = startTestMcpServer({ market: { yahooUrl: sandbox.yahooUrl } });
  const client = await mcp.connect("financials");
  const profile = async (symbol: string) => {
    const call = { name: "get_company_profile", arguments: { symbol } };
    type Figures = Record<string, Record<string, number | string | null>>;
    return (await client.callTool(call)).structuredContent as unknown as Figures;
  };
  const loser = await profile("VOD.L");
  assert.ok(Number(loser.perShare?.trailingEps) < 0);
  assert.deepEqual([loser.valuation?.trailingPE, loser.valuation?.forwardPE], [null, null]);
  assert.deepEqual([loser.units?.revenue, loser.units?.marketCap], ["EUR", "GBP"]);
  const bank = await profile("BNP.PA");
  assert.deepEqual([bank.results?.grossMargin, bank.risk?.debtToEquityPercent], [null, null]);
});
