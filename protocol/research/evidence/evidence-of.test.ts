import assert from "node:assert/strict";
import { test } from "node:test";
import { evidenceOf } from "./evidence-of.ts";
import { mentionsOf } from "./mentions.ts";
import { figuresOf } from "./figure.ts";
import type { ToolResult } from "./tool-result.ts";

const result = (id: string, args: unknown, output: unknown): ToolResult => ({
  ...{ id, name: id, arguments: args, result: null, output },
});

const results: Record<string, ToolResult> = {
  c1: result("quote", { symbol: "NVDA" }, {
    symbol: "NVDA",
    price: 190.3,
    currency: "USD",
    marketCap: 4_632_000_000_000,
    changePercent: -13.935916,
    at: "2026-11-20T21:00:00.000Z",
    previousClose: null,
  }),
  c2: result("profile", { symbol: "NVDA" }, {
    symbol: "NVDA",
    units: {
      grossMargin: "ratio",
      trailingPE: "x",
      revenue: "USD",
      grossProfit: "USD",
      low: "USD",
    },
    results: { grossMargin: 0.75021, revenue: 149_167_842_107, grossProfit: 111_908_000_000 },
    valuation: { trailingPE: 48.3 },
    low: 86.62,
  }),
  c3: result("quote", { symbol: "AMD" }, { symbol: "AMD", price: 203.1, currency: "USD" }),
  c4: result("quote", { symbol: "BARC.L" }, {
    symbol: "BARC.L",
    price: 412.5,
    units: { price: "GBp" },
  }),
  c5: result("rows", { symbols: ["NVDA", "AMD"] }, {
    rows: [{ symbol: "NVDA", close: 190.3, currency: "USD" }, {
      symbol: "AMD",
      close: "203.1",
      currency: "USD",
    }],
  }),
  c9: result("income", { symbol: "NVDA" }, {
    symbol: "NVDA",
    units: { revenue: "USD" },
    columns: [{ periodEnd: "2026-01-25", revenue: 200 }, { periodEnd: "2024-01-28", revenue: 61 }],
  }),
  c6: result("bare", { symbol: "NVDA" }, { price: 190.3, count: 7 }),
  c7: { ...result("text", { symbol: "NVDA" }, null), result: '{"price": 12.5, "currency": "USD"}' },
  c8: { ...result("prose", { symbol: "NVDA" }, null), result: "It costs 190.3 USD." },
};

const securities = ["NVDA", "AMD", "BARC.L", "A"].map((symbol) => ({ symbol, name: null }));

/** The evidence of a figure with these fields. */
function of(given: Record<string, unknown>) {
  const base = { name: "Figure", symbol: "NVDA", unit: null, period: null };
  const [figure] = figuresOf([{ ...base, ...given }]);
  assert.ok(figure);
  return evidenceOf(figure, {
    resultOf: (label) => results[label],
    mentionsOf: mentionsOf(securities),
  });
}

const at = (call: string, pointer: string) => ({ source: { call, pointer } });
const price = { name: "Price, NVDA", value: "190.3", unit: "USD", ...at("c1", "/price") };
const margin = { name: "Gross margin", unit: "%", ...at("c2", "/results/grossMargin") };

test("a figure that the cited value is, in its unit, is exact", () => {
  assert.deepEqual(of(price), {
    ...{ name: "Price, NVDA", value: "190.3", unit: "USD", period: null, symbol: "NVDA" },
    ...{ evidence: "EXACT", toolCallId: "quote", pointer: "/price", quoted: "190.3" },
    ...{ derivation: null, problem: null },
  });
  assert.equal(of({ ...price, value: "190.30" }).evidence, "EXACT");
  assert.equal(
    of({ value: "412.5", unit: "GBX", symbol: "BARC.L", ...at("c4", "/price") }).evidence,
    "EXACT",
  );
  assert.equal(
    of({ value: "203.1", unit: "USD", symbol: "AMD", ...at("c5", "/rows/1/close") }).evidence,
    "EXACT",
  );
  assert.equal(
    of({ value: "48.3", unit: "x", ...at("c2", "/valuation/trailingPE") }).evidence,
    "EXACT",
  );
  assert.equal(of({ value: "12.5", unit: "USD", ...at("c7", "/price") }).evidence, "EXACT");
});

test("a figure that the cited value is after rounding or in another scale is rounded", () => {
  const rounded = [
    { value: "190", unit: "USD", ...at("c1", "/price") },
    { value: "-13.9", unit: "%", ...at("c1", "/changePercent") },
    { ...margin, value: "75.0" },
    { value: "0.75", unit: "ratio", ...at("c2", "/results/grossMargin") },
    { value: "149.2", unit: "billion USD", ...at("c2", "/results/revenue") },
    { value: "149.2", unit: "Mrd. USD", ...at("c2", "/results/revenue") },
    { value: "4.6", unit: "USD tn", ...at("c1", "/marketCap") },
    { value: "4.125", unit: "GBP", symbol: "BARC.L", ...at("c4", "/price") },
  ];
  for (const figure of rounded) {
    assert.equal(of(figure).evidence, "ROUNDED", JSON.stringify(figure));
  }
});

const lies: [string, Record<string, unknown>, RegExp][] = [
  [
    "a margin that cites the time of a quote",
    { ...margin, value: "21", ...at("c1", "/at") },
    /is "2026-11-20T21:00:00.000Z", not a number/,
  ],
  [
    "a price of one symbol from a call about another",
    { ...price, ...at("c3", "/price") },
    /is about AMD, not NVDA/,
  ],
  ["a figure whose name mentions another symbol", { ...price, name: "Price, AMD" }, /mentions AMD/],
  [
    "a figure without a symbol from a value that has one",
    { ...price, symbol: null },
    /names no symbol/,
  ],
  ["a field that means something else", {
    name: "Gross margin",
    value: "48.3",
    unit: "x",
    ...at("c2", "/valuation/trailingPE"),
  }, /\/valuation\/trailingPE is not what its name says/],
  ["another value", { ...price, value: "193" }, /says 190.3 USD, not 193 USD/],
  ["another currency", { ...price, unit: "EUR" }, /says 190.3 USD, not 190.3 EUR/],
  [
    "pence called pounds",
    { value: "412.5", unit: "GBP", symbol: "BARC.L", ...at("c4", "/price") },
    /says 412.5 GBp, not 412.5 GBP/,
  ],
  ["dollars called pence", { ...price, unit: "GBp" }, /says 190.3 USD/],
  ["a ratio called a percentage", { ...margin, value: "0.75" }, /says 0.75021 ratio, not 0.75 %/],
  ["a figure without a unit from a price", { ...price, unit: null }, /says 190.3 USD, not 190.3/],
  [
    "the wrong sign",
    { value: "13.9", unit: "%", ...at("c1", "/changePercent") },
    /says -13.935916 %/,
  ],
  ["millions called billions", {
    value: "149167.8",
    unit: "billion USD",
    ...at("c2", "/results/revenue"),
  }, /not 149167.8 billion USD/],
  [
    "a rounding that flatters",
    { value: "-10", unit: "%", ...at("c1", "/changePercent") },
    /says -13.9/,
  ],
  ["a rounding to almost nothing", {
    value: "0",
    unit: "trillion USD",
    ...at("c2", "/results/revenue"),
  }, /not 0 trillion/],
  [
    "a rounding by a third",
    { value: "5", unit: "trillion USD", ...at("c1", "/marketCap") },
    /not 5 trillion/,
  ],
  ["a pointer to a list", { ...price, ...at("c5", "/rows") }, /is a list, not a number/],
  ["a pointer to an object", { ...price, ...at("c2", "/valuation") }, /is an object/],
  ["a pointer to no value", { ...price, ...at("c1", "/previousClose") }, /null/],
  ["a pointer to nothing", { ...price, ...at("c1", "/prices") }, /nothing at \/prices/],
  [
    "a pointer to an inherited property",
    { ...price, ...at("c1", "/constructor/name") },
    /nothing at/,
  ],
  ["no pointer at all", { ...price, ...at("c1", "price") }, /must begin with "\/"/],
  ["a label of another turn", { ...price, ...at("c10", "/price") }, /no tool call c10/],
  [
    "a label of another phase",
    { ...price, ...at("prices.c1", "/price") },
    /no tool call prices.c1/,
  ],
  [
    "a unit that the result does not say",
    { ...price, ...at("c6", "/price") },
    /does not say the unit/,
  ],
  ["a result without structure", { ...price, ...at("c8", "/price") }, /no structured result/],
  ["no citation", { name: "Guess", value: "1" }, /cites no tool call/],
];

for (const [what, figure, problem] of lies) {
  test(`${what} proves nothing`, () => {
    const { evidence, problem: said, derivation } = of(figure);
    assert.deepEqual([evidence, derivation], ["NONE", null]);
    assert.match(said ?? "", problem);
    assert.match(said ?? "", /\.$/);
  });
}

test("a figure is of the day or year of the cited value, if both say one", () => {
  const of2026 = { name: "Revenue", value: "200", unit: "USD", ...at("c9", "/columns/0/revenue") };
  for (
    const period of ["FY to 2026-01-25", "FY2025", "fiscal 2026", "2025/26", "last year", null]
  ) {
    assert.equal(of({ ...of2026, period }).evidence, "EXACT", period ?? "");
  }
  for (const period of ["FY to 2024-01-28", "FY2023", "2019", "FY2027"]) {
    assert.match(of({ ...of2026, period }).problem ?? "", /is of 2026-01-25; the figure says/);
  }
});

test("an unproven figure keeps what it cited", () => {
  const { toolCallId, pointer, quoted } = of({ ...price, value: "193" });
  assert.deepEqual([toolCallId, pointer, quoted], ["quote", "/price", "190.3"]);
});

test("a figure without a unit may cite a number whose unit is not known", () => {
  assert.equal(of({ value: "7", ...at("c6", "/count") }).evidence, "EXACT");
});

test("a symbol of one letter is a mention only at the end of a name", () => {
  assert.equal(of({ ...price, name: "A price" }).evidence, "EXACT");
  assert.match(of({ ...price, name: "Price, A" }).problem ?? "", /mentions A/);
});

test("a citation that proves the figure goes before a derivation", () => {
  const derivation = { formula: "a", inputs: [{ name: "a", call: "c9", pointer: "/" }] };
  assert.equal(of({ ...price, derivation }).evidence, "EXACT");
});

test("a stale value is proven only with its day, at the exchange or in UTC", () => {
  const stale = { symbol: "NVDA", price: 5, currency: "USD", stale: true };
  results.c20 = result("old", {}, { ...stale, day: "2026-10-30", at: "2026-10-29T23:30:00.000Z" });
  results.c21 = result("undated", {}, { ...stale, day: null, at: null });
  const old = { value: "5", unit: "USD", ...at("c20", "/price") };
  assert.equal(of({ ...old, period: "2026-10-30" }).evidence, "EXACT");
  assert.equal(of({ ...old, period: "2026-10-29T23:30:00.000Z" }).evidence, "EXACT");
  assert.equal(
    of({ ...old, period: "today" }).problem,
    "The result says that the value is stale, of 2026-10-30; the figure says today.",
  );
  assert.match(of(old).problem ?? "", /of 2026-10-30; the figure says no day/);
  assert.match(of({ ...old, ...at("c21", "/price") }).problem ?? "", /not of which day it is/);
});

test("figures that cite a large object again and again are compared in a bounded time", () => {
  const large = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, "x"]));
  results.c22 = result("large", {}, { symbol: "NVDA", ...large, value: 5, day: "2026-11-20" });
  const since = performance.now();
  for (let i = 0; i < 200; i++) {
    assert.equal(of({ value: "5", period: "2026", ...at("c22", "/value") }).evidence, "EXACT");
  }
  assert.ok(performance.now() - since < 1_000, `${performance.now() - since} ms`);
});

test("a unit with the name of an inherited property is a word like any other", () => {
  for (const unit of ["constructor", "USD constructor", "__proto__", "toString", "k k k k k k"]) {
    assert.equal(of({ ...price, unit }).evidence, "NONE", unit);
    results.c23 = result("odd", {}, { symbol: "NVDA", price: 190.3, units: { price: unit } });
    assert.equal(of({ ...price, ...at("c23", "/price") }).evidence, "NONE", unit);
  }
});
