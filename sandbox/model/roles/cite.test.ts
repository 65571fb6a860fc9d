import assert from "node:assert/strict";
import { test } from "node:test";
import type { Outcome } from "../price-quotes.ts";
import { changed, cited, readNumber } from "./cite.ts";

const outcome = (value: unknown): Outcome => ({
  ...{ tool: "t", label: "c4", asked: {}, value, failed: false },
});
const rows = outcome({
  units: { last: "USD", first: "USD", margin: "ratio" },
  summary: { first: 120.5, last: 180.26 },
  rows: [{ price: 412.5, units: { price: "GBp" } }],
  margin: 0.0003471,
  currency: "EUR",
});

test("a number is read at its pointer, with the nearest unit and the label of the call", () => {
  assert.deepEqual(readNumber(rows, "/rows/0/price"), {
    ...{ place: { call: "c4", pointer: "/rows/0/price" }, number: 412.5, unit: "GBp" },
  });
  assert.equal(readNumber(outcome({ price: 1, currency: "EUR" }), "/price")?.unit, "EUR");
  assert.equal(readNumber(rows, "/summary/none"), undefined);
  assert.equal(readNumber(rows, "/currency"), undefined);
  assert.equal(readNumber(undefined, "/price"), undefined);
});

test("a ratio becomes a percentage that keeps three significant digits", () => {
  const [figure] = cited({ name: "Margin", symbol: "A" }, readNumber(rows, "/margin"), true);
  assert.deepEqual([figure?.name, figure?.value, figure?.unit], ["Margin, A", "0.0347", "%"]);
});

test("a change cites the two numbers from which it follows", () => {
  const about = { name: "Change", symbol: "A", period: "1 year" };
  const [first, last] = ["first", "last"].map((key) => readNumber(rows, `/summary/${key}`));
  const [figure] = changed(about, first, last);
  assert.deepEqual([figure?.value, figure?.unit, figure?.source], ["49.59", "%", null]);
  assert.deepEqual(figure?.derivation, {
    formula: "(last - first) / first * 100",
    inputs: [
      { name: "last", call: "c4", pointer: "/summary/last" },
      { name: "first", call: "c4", pointer: "/summary/first" },
    ],
  });
  assert.deepEqual(changed(about, undefined, last), []);
});
