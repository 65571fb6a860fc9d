import assert from "node:assert/strict";
import { test } from "node:test";
import { readPriceList } from "./price-list.ts";
import { prices, ratesIn } from "./prices.ts";

const line = (over: object = {}) => ({
  ...{ model: "mistral-medium-*", from: "2026-01-01", input: "1", output: "4" },
  ...over,
});
const read = (...lines: object[]) => readPriceList(JSON.stringify(lines));
const at = (day: string) => new Date(`${day}T12:00:00Z`);

test("configured prices are valid from their day on, the built-in ones before it and for all other models", () => {
  const own = read(line(), line({ from: "2026-06-01", input: "2" })).prices;
  const model = "mistral-medium-latest";
  assert.deepEqual(ratesIn([own, prices], model, at("2025-12-31")), { input: 400, output: 2_000 });
  assert.deepEqual(ratesIn([own, prices], model, at("2026-01-01")), {
    input: 1_000,
    output: 4_000,
  });
  assert.deepEqual(ratesIn([own, prices], model, at("2026-07-01")), {
    input: 2_000,
    output: 4_000,
  });
  assert.deepEqual(ratesIn([own, prices], "mistral-small-latest", at("2026-07-01")), {
    input: 100,
    output: 300,
  });
});

test("all faults are reported together, each with its line and how to correct it", () => {
  const { faults, prices: none } = read(
    line({ input: 0.4 }),
    line({ from: "2026-02-30", currency: "EUR" }),
    line({ model: "" }),
  );
  assert.deepEqual(none, []);
  assert.match(
    faults.join("\n"),
    /line 1: input is 0.4; write .*\nline 2: currency .*\nline 2: from/,
  );
  assert.match(faults.at(-1) ?? "", /line 3: model is ""/);
});

test("two prices of a model for one day are rejected", () => {
  assert.match(read(line(), line({ input: "2" })).faults[0] ?? "", /line 2: .* line 1 already/);
});

test("a text that is not a list of prices is rejected", () => {
  assert.match(readPriceList("{").faults[0] ?? "", /not JSON/);
  assert.match(readPriceList("{}").faults[0] ?? "", /not a list/);
  assert.match(readPriceList("[1]").faults[0] ?? "", /not an object/);
});
