import assert from "node:assert/strict";
import { test } from "node:test";
import { type Figure, metricSources, type ToolNumbers } from "./metric-source.ts";

const tool = (id: string, symbol: string, output: unknown, result: string | null = null) =>
  ({ id, name: "quote", arguments: { symbol }, result, output }) satisfies ToolNumbers;
const metric = (name: string, value: string, unit: string | null = "USD") => ({
  name,
  value,
  unit,
});

const findMetricSource = (figure: Figure, tools: ToolNumbers[]) => metricSources(tools)(figure);

const nvda = tool("tool_n", "NVDA", {
  price: 180.256,
  marketCap: 4_390_000_000_000,
  margin: 0.5212,
});
const amd = tool("tool_a", "AMD", { price: 160, nested: [{ pe: 42 }] });

test("a figure comes from the call whose result contains it, rounded like the figure", () => {
  assert.equal(findMetricSource(metric("NVDA price", "180.26"), [nvda, amd]), "tool_n");
  assert.equal(findMetricSource(metric("NVDA price", "180"), [nvda, amd]), "tool_n");
  assert.equal(findMetricSource(metric("AMD price earnings", "42", null), [nvda, amd]), "tool_a");
  assert.equal(findMetricSource(metric("NVDA price", "180.27"), [nvda, amd]), null);
});

test("some units are scales, others are not", () => {
  assert.equal(findMetricSource(metric("Margin", "52.1", "%"), [nvda]), "tool_n");
  assert.equal(findMetricSource(metric("Market value", "4390", "USD bn"), [nvda]), "tool_n");
  assert.equal(findMetricSource(metric("Market value", "4390", "USD"), [nvda]), null);
});

test("of two calls with the same value the one about the mentioned symbol counts, else the newer", () => {
  const sameValue = tool("tool_t", "AMD", { price: 180.256 });
  assert.equal(findMetricSource(metric("NVDA close", "180.26"), [nvda, sameValue]), "tool_n");
  assert.equal(findMetricSource(metric("Close", "180.26"), [nvda, sameValue]), "tool_t");
});

test("a result without data is searched as text", () => {
  const numbers = tool("tool_x", "IBM", null, "IBM trades at 250.10 USD.");
  assert.equal(findMetricSource(metric("IBM price", "250.1"), [numbers]), "tool_x");
});
