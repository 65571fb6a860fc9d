import assert from "node:assert/strict";
import { test } from "node:test";
import { evidenceOf } from "./evidence-of.ts";
import { figuresOf } from "./figure.ts";
import type { ToolResult } from "./tool-result.ts";

const column = (periodEnd: string, totalRevenue: number) => ({
  periodEnd,
  lines: { totalRevenue, netIncome: 30, grossProfit: 75 },
});
const tool = (output: Record<string, unknown>): ToolResult => ({
  ...{ id: "call", name: "t", arguments: { symbol: "NVDA" }, result: null },
  output: { symbol: "NVDA", ...output },
});
const lines = { totalRevenue: "USD", netIncome: "USD", grossProfit: "USD" };
const years = [column("2025-12-31", 130), column("2024-12-31", 100)];
const calls: Record<string, ToolResult> = {
  quote: tool({
    units: { price: "USD", previousClose: "USD", fiftyTwoWeekLow: "USD", changePercent: "%" },
    ...{ price: 180, previousClose: 200, fiftyTwoWeekLow: 90, changePercent: -10 },
  }),
  stale: tool({ price: 180, currency: "USD", stale: true, day: "2026-09-01" }),
  annual: tool({ units: lines, frequency: "annual", columns: years }),
  rival: { ...tool({ symbol: "AMD", units: lines, columns: years }), id: "rival" },
  quarterly: tool({ units: lines, frequency: "quarterly", columns: years }),
};

const at = (call: string, pointer: string) => ({ source: { call, pointer } });
const by = (formula: string, inputs: Record<string, [string, string]>) => ({
  derivation: {
    formula,
    inputs: Object.entries(inputs).map(([name, [call, pointer]]) => ({ name, call, pointer })),
  },
});

function of(given: Record<string, unknown>) {
  const [figure] = figuresOf([{ symbol: "NVDA", unit: "USD", ...given }]);
  assert.ok(figure);
  return evidenceOf(figure, { resultOf: (label) => calls[label], mentionsOf: () => [] });
}

const revenue: Record<string, [string, string]> = {
  a: ["annual", "/columns/0/lines/totalRevenue"],
  b: ["annual", "/columns/1/lines/totalRevenue"],
};
const prices: Record<string, [string, string]> = {
  a: ["quote", "/price"],
  b: ["quote", "/previousClose"],
};
const growth = { name: "Revenue growth", unit: "%", period: "FY2025" };

const lies: [string, Record<string, unknown>, RegExp][] = [
  ["another field by a formula that only repeats it", {
    ...{ name: "Price", value: "90", ...by("a", { a: ["quote", "/fiftyTwoWeekLow"] }) },
  }, /fiftyTwoWeekLow is not what/],
  ["a fall that a sign turns into a gain", {
    ...{ name: "Gain", value: "10", unit: "%", ...by("-a", { a: ["quote", "/changePercent"] }) },
  }, /only changes the sign/],
  ["a stale price by a formula", {
    ...{ name: "Price", value: "180", ...by("a * 1", { a: ["stale", "/price"] }) },
  }, /stale, of 2026-09-01/],
  ["last year's amount by a formula, under this year", {
    ...{ name: "Revenue", value: "100", period: "FY2025", ...by("b", { b: revenue.b! }) },
  }, /is of 2024-12-31/],
  ["last year's column under this year", {
    ...{ name: "Revenue", value: "100", period: "FY2025" },
    ...at("annual", "/columns/1/lines/totalRevenue"),
  }, /is of 2024-12-31/],
  ["a quarter called a year", {
    ...{ name: "Revenue", value: "130", period: "FY2025" },
    ...at("quarterly", "/columns/0/lines/totalRevenue"),
  }, /is quarterly/],
  ["a year called a quarter", {
    ...{ name: "Revenue", value: "130", period: "Q4 2025" },
    ...at("annual", "/columns/0/lines/totalRevenue"),
  }, /is annual/],
  [
    "growth from the later year to the earlier one",
    { ...growth, value: "-23.1", ...by("(b - a) / a", revenue) },
    /divides by a, the later/,
  ],
  [
    "growth against the later year",
    { ...growth, value: "23.1", ...by("(a - b) / a", revenue) },
    /divides by a, the later/,
  ],
  ["a fall called a change upwards", {
    ...{ name: "Change on the day", unit: "%", value: "10", ...by("(b - a) / b", prices) },
  }, /subtracts a, the later value/],
  ["a gross margin of the net income", {
    ...{ name: "Gross margin", unit: "%", value: "23.1" },
    ...by("n / a", { n: ["annual", "/columns/0/lines/netIncome"], a: revenue.a! }),
  }, /does not use the amounts/],
];

for (const [what, figure, problem] of lies) {
  test(`${what} proves nothing`, () => {
    const { evidence, problem: said } = of(figure);
    assert.equal(evidence, "NONE");
    assert.match(said ?? "", problem);
  });
}

const both = { ...revenue, b: ["rival", "/columns/0/lines/totalRevenue"] as [string, string] };

test("a sum over several securities says so in its name", () => {
  const sum = { value: "260", ...by("a + b", both) };
  assert.match(of({ ...sum, name: "Revenue" }).problem ?? "", /adds values about NVDA and AMD/);
  assert.equal(of({ ...sum, name: "Combined revenue" }).problem, null);
});

const truths: [string, Record<string, unknown>][] = [
  ["growth of a year", { ...growth, value: "30", ...by("(a - b) / b", revenue) }],
  ["growth as a ratio less 1", { ...growth, value: "30", ...by("(a / b - 1) * 100", revenue) }],
  ["a change on the day", {
    ...{ name: "Change", unit: "%", value: "-10", ...by("(a - b) / b", prices) },
  }],
  ["a decline, as a number above 0", {
    ...{ name: "Decline on the day", unit: "%", value: "10", ...by("(b - a) / b", prices) },
  }],
  ["a net margin", {
    ...{ name: "Net margin", unit: "%", value: "23.1", period: "FY2025" },
    ...by("n / a", { n: ["annual", "/columns/0/lines/netIncome"], a: revenue.a! }),
  }],
  ["an amount of a stale price with its day", {
    ...{
      name: "Price",
      value: "180",
      period: "2026-09-01",
      ...by("a", { a: ["stale", "/price"] }),
    },
  }],
  ["a distance to the low", {
    ...{ name: "Price above the low", unit: "%", value: "100" },
    ...by("a / b - 1", { a: ["quote", "/price"], b: ["quote", "/fiftyTwoWeekLow"] }),
  }],
];

for (const [what, figure] of truths) {
  test(`${what} is proven`, () => assert.equal(of(figure).problem, null));
}
