import assert from "node:assert/strict";
import { test } from "node:test";
import { numberFormats } from "../number-formats.ts";
import { wordsIn } from "../words.ts";
import { chartValues } from "./chart-values.ts";
import { drawChart } from "./draw-chart.ts";
import { reportCharts } from "./report-charts.ts";
import type { SvgElement } from "./svg.ts";

const words = wordsIn("en");
const formats = numberFormats("en", words);

const series = (symbol: string, ...values: string[]) => ({
  symbol,
  unit: "USD",
  toolCallId: "tool_1",
  points: values.map((value, i) => ({ at: `2026-11-0${i + 1}T00:00:00Z`, value })),
});

const all = (drawing: SvgElement): SvgElement[] => [
  drawing,
  ...drawing.children.flatMap((child) => typeof child === "string" ? [] : all(child)),
];

test("a chart is named and described by its own elements, and none of them has a style", () => {
  const { comparison } = reportCharts(
    [series("A", "1", "2"), series("B", "4", "2")],
    words,
    formats,
  );
  assert.ok(comparison);
  const drawn = drawChart(comparison.chart, comparison.sizes[0]!, formats);
  assert.ok(drawn);
  const elements = all(drawn);
  const named = [drawn.attributes["aria-labelledby"], drawn.attributes["aria-describedby"]];
  const ids = elements.flatMap(({ attributes }) => attributes["id"] ?? []);
  assert.deepEqual(ids, named);
  assert.deepEqual(elements.filter(({ attributes }) => "style" in attributes), []);
  assert.equal(elements.filter(({ name }) => name === "circle").length, 2);
  assert.deepEqual(comparison.keys.map(({ symbol, change }) => `${symbol} ${change}`), [
    "A +100.0\u00a0%",
    "B -50.0\u00a0%",
  ]);
});

test("a chart without lines is not drawn and has no values", () => {
  const { comparison, symbols } = reportCharts([series("A", "1")], words, formats);
  assert.deepEqual([comparison, symbols], [null, []]);
  const empty = { id: "x", title: "", description: "", unit: "USD", lines: [], looks: [] };
  assert.equal(drawChart(empty, { width: 1, height: 1, name: "x" }, formats), null);
  assert.equal(chartValues(empty, words, formats), null);
});

test("the values of a chart are a row for each day, in the unit of the chart", () => {
  const [one] = reportCharts([series("A", "10", "12.5")], words, formats).symbols;
  assert.ok(one);
  const values = chartValues(one.chart, words, formats);
  assert.deepEqual(values?.rows.map(({ values }) => values), [["10.00\u00a0USD"], [
    "12.50\u00a0USD",
  ]]);
  assert.deepEqual(one.change, { text: "+25.0\u00a0%", isLess: false });
});
