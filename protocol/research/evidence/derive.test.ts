import assert from "node:assert/strict";
import { test } from "node:test";
import { evidenceOf } from "./evidence-of.ts";
import { figuresOf } from "./figure.ts";
import type { ToolResult } from "./tool-result.ts";

const units = {
  ...{ first: "USD", last: "USD", cost: "USD", margin: "%", other: "%", share: "ratio", pe: "x" },
  ...{ shares: "shares", pence: "GBp", pounds: "GBP", zero: "USD" },
};
const call = (symbol: string): ToolResult => ({
  ...{ id: `call ${symbol}`, name: "t", arguments: { symbol }, result: null },
  output: {
    ...{
      symbol,
      units,
      first: 120.5,
      last: 180.26,
      cost: 30,
      margin: 21,
      other: 17.5,
      share: 0.4,
      pe: 20,
    },
    ...{ shares: 1_000_000_000, pence: 412.5, pounds: 3.5, zero: 0 },
  },
});
const calls: Record<string, ToolResult> = { c1: call("NVDA"), c2: call("AMD") };

/** The evidence of a figure with a derivation whose inputs are fields of a result, by name: `a: "last"`. */
function derived(
  value: string,
  unit: string | null,
  formula: string,
  inputs: Record<string, string>,
  more: Record<string, unknown> = {},
) {
  const cited = Object.entries(inputs).map(([name, field]) => {
    const [path = "", label = "c1"] = field.split("@");
    return { name, call: label, pointer: `/${path}` };
  });
  const given = {
    name: "Figure",
    symbol: "NVDA",
    value,
    unit,
    derivation: { formula, inputs: cited },
  };
  const [figure] = figuresOf([{ ...given, ...more }]);
  assert.ok(figure);
  return evidenceOf(figure, { resultOf: (label) => calls[label], mentionsOf: () => [] });
}

const ends = { first: "first", last: "last" };

test("a change between two prices is computed again, with its inputs as the results have them", () => {
  const figure = derived("49.59", "%", "(last - first) / first * 100", ends);
  assert.deepEqual([figure.evidence, figure.pointer, figure.quoted, figure.toolCallId], [
    ...["DERIVED", null, null, "call NVDA"],
  ]);
  assert.deepEqual(figure.derivation, {
    formula: "(last - first) / first * 100",
    inputs: [
      { name: "first", toolCallId: "call NVDA", pointer: "/first", quoted: "120.5" },
      { name: "last", toolCallId: "call NVDA", pointer: "/last", quoted: "180.26" },
    ],
  });
});

const proven: [string, string, string | null, string, Record<string, string>][] = [
  ["a ratio as a percentage", "49.59", "%", "(last - first) / first", ends],
  ["a ratio less 1", "49.6", "%", "(last / first - 1) * 100", ends],
  ["a percentage less 100", "49.6", "%", "last / first * 100 - 100", ends],
  ["what a ratio leaves", "60", "%", "1 - a", { a: "share" }],
  ["what a percentage leaves", "79", "%", "100 - a", { a: "margin" }],
  ["a difference", "59.76", "USD", "last - first", ends],
  ["a sum of signs", "-59.8", "USD", "-last + first", ends],
  ["a mean", "150.38", "USD", "(last + first) / 2", ends],
  ["a multiple", "1.5", "x", "last / first", ends],
  ["a market value in billions", "180.3", "billion USD", "a * b", { a: "last", b: "shares" }],
  ["a scale by a constant", "180.3", "billion USD", "a * b / 1e9", { a: "last", b: "shares" }],
  ["percentage points", "3.5", "percentage points", "a - b", { a: "margin", b: "other" }],
  ["a share of money", "6.3", "USD", "a * b / 100", { a: "margin", b: "cost" }],
  ["pence as pounds", "4.125", "GBP", "a / 100", { a: "pence" }],
];

for (const [what, value, unit, formula, inputs] of proven) {
  test(`${what}: ${formula} is ${value} ${unit}`, () => {
    const { evidence, problem } = derived(value, unit, formula, inputs);
    assert.equal(evidence, "DERIVED", problem ?? "");
  });
}

const refused: [string, string, string | null, string, Record<string, string>, RegExp][] = [
  [
    "an input that does not matter",
    "21",
    "USD",
    "a * 0 + 21",
    { a: "last" },
    /contains the number 0/,
  ],
  [
    "an input that cancels out",
    "120.5",
    "USD",
    "a - b + b",
    { a: "first", b: "last" },
    /does not depend on b/,
  ],
  ["a value divided by itself", "100", "%", "a / a * 100", { a: "last" }, /does not depend on a/],
  [
    "a constant that moves the figure",
    "21",
    "x",
    "a + 1",
    { a: "pe" },
    /adds or subtracts a constant/,
  ],
  ["a multiple less 1", "19", "x", "a - 1", { a: "pe" }, /adds or subtracts a constant/],
  [
    "a chain of ones",
    "2.4",
    null,
    "1 - (1 - (a - 1) - 1)",
    { a: "share" },
    /adds or subtracts a constant/,
  ],
  [
    "a constant that scales the figure",
    "18026",
    "USD",
    "a * 100",
    { a: "last" },
    /gives 180.26 USD, not 18026 USD/,
  ],
  ["another constant", "360.52", "USD", "a * 2", { a: "last" }, /contains the number 2/],
  ["constants alone", "21", "%", "100 / 1", {}, /1 to 8 inputs/],
  [
    "constants beside an input",
    "180.26",
    "USD",
    "a * (100 / 100)",
    { a: "last" },
    /constants alone/,
  ],
  [
    "a divisor that is not the number of inputs",
    "90.13",
    "USD",
    "a / 2",
    { a: "last" },
    /contains the number 2/,
  ],
  [
    "different units in a sum",
    "201.26",
    "USD",
    "a + b",
    { a: "last", b: "margin" },
    /different units/,
  ],
  [
    "pence and pounds in a sum",
    "416",
    "GBp",
    "a + b",
    { a: "pence", b: "pounds" },
    /different units/,
  ],
  ["the wrong unit of the result", "59.76", "%", "a - b", { a: "last", b: "first" }, /not 59.76 %/],
  [
    "a wrong result",
    "48",
    "%",
    "(last - first) / first * 100",
    ends,
    /gives 49.5933\d* %, not 48 %/,
  ],
  ["a wrong sign", "-49.59", "%", "(last - first) / first * 100", ends, /gives 49.59/],
  ["a division by 0", "1", null, "a / b", { a: "last", b: "zero" }, /divides by 0/],
  ["an unknown name", "1", null, "a / c", { a: "last" }, /uses c, which is no input/],
  [
    "an input that the formula does not use",
    "180.26",
    "USD",
    "a",
    { a: "last", b: "first" },
    /does not depend on b/,
  ],
  [
    "one value cited twice",
    "100",
    "%",
    "a / b * 100",
    { a: "last", b: "last" },
    /cites one value twice/,
  ],
  ["a label that does not exist", "1", null, "a", { a: "last@c7" }, /no tool call c7/],
  [
    "a pointer to a text",
    "1",
    null,
    "a",
    { a: "symbol" },
    /a: The cited value is "NVDA", not a number/,
  ],
  ["no formula", "1", null, "rm -rf /", { a: "last" }, /incomplete|which is no input/],
  ["code", "1", null, "a; process.exit()", { a: "last" }, /contains more than names/],
  ["open parentheses", "1", null, "((((a", { a: "last" }, /incomplete/],
  [
    "deep parentheses",
    "1",
    null,
    `${"(".repeat(90)}a${")".repeat(90)}`,
    { a: "last" },
    /incomplete or too deep/,
  ],
  ["a long formula", "1", null, `a${" + a".repeat(90)}`, { a: "last" }, /more than 200 characters/],
  [
    "nine inputs",
    "1",
    null,
    "a",
    Object.fromEntries([..."abcdefghi"].map((n) => [n, "last"])),
    /1 to 8 inputs/,
  ],
];

for (const [what, value, unit, formula, inputs, problem] of refused) {
  test(`${what} proves nothing`, () => {
    const figure = derived(value, unit, formula, inputs);
    assert.deepEqual([figure.evidence, figure.derivation], ["NONE", null]);
    assert.match(figure.problem ?? "", problem);
  });
}

test("a figure is about one of the symbols of its inputs, and its name about no other", () => {
  const spread = (
    more: Record<string, unknown>,
    inputs: Record<string, string> = { a: "last", b: "first@c2" },
  ) => derived("59.76", "USD", "a - b", inputs, more);
  assert.equal(spread({}).evidence, "DERIVED");
  assert.equal(spread({ symbol: null, name: "NVDA above AMD" }).evidence, "DERIVED");
  assert.match(spread({ symbol: "INTC" }).problem ?? "", /about NVDA and AMD, not INTC/);
  assert.match(
    spread({ symbol: "AMD" }, { a: "last", b: "first" }).problem ?? "",
    /about NVDA, not AMD/,
  );
});

test("the largest formula is computed in a bounded time", () => {
  const since = performance.now();
  const { evidence } = derived("1", null, "a*".repeat(99) + "a", { a: "shares" });
  assert.equal(evidence, "NONE");
  assert.ok(performance.now() - since < 500);
});
