import assert from "node:assert/strict";
import { test } from "node:test";
import { seriesOf } from "./series.ts";

const points = [
  { at: "2026-11-26T23:00:00Z", day: "2026-11-27", close: 6_300 },
  { at: "2026-11-29T23:00:00Z", day: "2026-11-30", close: 6_310.5 },
];
const seriesIn = (output: Record<string, unknown>) =>
  seriesOf({ id: "call-1", output } as Parameters<typeof seriesOf>[0]);

test("a series has the unit that the result states for its closes, else its currency", () => {
  const index = { symbol: "^GSPC", currency: "USD", units: { close: "points" }, points };
  assert.equal(seriesIn(index)[0]?.unit, "points");
  assert.equal(seriesIn({ symbol: "BARC.L", currency: "GBp", points })[0]?.unit, "GBp");
  const unknown = { symbol: "BARC.L", currency: "GBp", units: { close: null }, points };
  assert.equal(seriesIn(unknown)[0]?.unit, "GBp");
});

test("a point keeps the day of the exchange beside its instant", () => {
  const [series] = seriesIn({ symbol: "BHP.AX", currency: "AUD", points });
  assert.deepEqual(series?.points[0], {
    at: "2026-11-26T23:00:00Z",
    day: "2026-11-27",
    value: "6300",
  });
});

test("a result without closes, or with a single one, is no series", () => {
  assert.deepEqual(seriesIn({ symbol: "A", points: [{ at: "2026-11-26T23:00:00Z" }] }), []);
  assert.deepEqual(seriesIn({ symbol: "A", currency: "USD", points: points.slice(1) }), []);
});
