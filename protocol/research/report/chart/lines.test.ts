import assert from "node:assert/strict";
import { test } from "node:test";
import { changeOf, changesOf, linesOf, sampled, thinned } from "./lines.ts";
import { niceTicks } from "./scale.ts";

const points = (...values: string[]) =>
  values.map((value, i) => ({ at: `2026-11-0${i + 1}T00:00:00.000Z`, value }));
const series = (symbol: string, ...values: string[]) => ({
  symbol,
  unit: "USD",
  points: points(...values),
  toolCallId: "tool_1",
});

test("a symbol has one line, its longest; a series that cannot be drawn has none", () => {
  const { lines } = linesOf([
    series("A", "1", "2"),
    series("A", "1", "2", "3"),
    series("B", "1"),
    series("C", "1", "no number"),
  ]);
  assert.deepEqual(lines.map((l) => [l.symbol, l.points.length]), [["A", 3]]);
});

test("lines are compared from the day on which all of them have a value", () => {
  const [late] = [{ ...series("B", "5", "6", "9"), points: points("5", "6", "9").slice(1) }];
  const lines = changesOf(linesOf([series("A", "1", "2", "3"), late]).lines);
  const values = lines.map((l) => [l.symbol, ...l.points.map(({ value }) => Math.round(value))]);
  assert.deepEqual(values, [["A", 0, 50], ["B", 0, 50]]);
});

test("axes have a few round values that contain all of the line", () => {
  assert.deepEqual(niceTicks([147.2, 193.4], 4), [140, 160, 180, 200]);
  assert.deepEqual(niceTicks([-13, 28], 4), [-20, 0, 20, 40]);
  assert.deepEqual(niceTicks([5, 5], 4), [4, 6]);
  assert.deepEqual(niceTicks([0.001, 0.004], 4), [0.001, 0.002, 0.003, 0.004]);
});

test("each of ten symbols has a line, and those beyond are named", () => {
  const symbols = Array.from({ length: 12 }, (_, i) => `S${i}`);
  const { lines, beyond } = linesOf(symbols.map((symbol) => series(symbol, "1", "2")));
  assert.equal(lines.length, 10);
  assert.deepEqual(beyond, ["S10", "S11"]);
});

test("a long line is thinned without its peaks, ends and order being lost", () => {
  const points = Array.from(
    { length: 5_000 },
    (_, at) => ({ at, value: at === 777 ? 99 : at % 7 }),
  );
  const kept = thinned(points, 400);
  assert.ok(kept.length <= 402, `${kept.length}`);
  assert.equal(Math.max(...kept.map(({ value }) => value)), 99);
  assert.deepEqual([kept[0]?.at, kept.at(-1)?.at], [0, 4_999]);
  assert.deepEqual(kept, kept.toSorted((a, b) => a.at - b.at));
  assert.deepEqual(sampled(points, 3).map(({ at }) => at), [0, 2_500, 4_999]);
});

test("a value below zero has no change in percent", () => {
  assert.deepEqual(
    changesOf(linesOf([series("CL=F", "10", "-37"), series("B", "-1", "2")]).lines),
    [],
  );
  assert.deepEqual([changeOf(-30, -90), changeOf(10, -37), changeOf(10, 15)], [null, null, 50]);
});

test("daily values are at their days at the exchange, others at their instants", () => {
  const at = (i: number) => `2026-11-2${i}T23:00:00.000Z`;
  const sydney = (days: string[]) => ({
    ...series("BHP.AX"),
    points: days.map((day, i) => ({ at: at(i), value: "1", day })),
  });
  const [daily] = linesOf([sydney(["2026-11-21", "2026-11-22"])]).lines;
  assert.deepEqual(daily?.points.map((p) => p.at), [
    Date.UTC(2026, 10, 21),
    Date.UTC(2026, 10, 22),
  ]);
  const [hourly] = linesOf([sydney(["2026-11-21", "2026-11-21"])]).lines;
  assert.deepEqual(hourly?.points.map((p) => p.at), [Date.parse(at(0)), Date.parse(at(1))]);
});
