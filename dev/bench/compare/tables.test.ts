import assert from "node:assert/strict";
import { test } from "node:test";
import { compareTables, tablesIn } from "./tables.ts";

const run = (plain: string, tools: string) =>
  tablesIn(`Warm.

| load | turns | ms | note |
| --- | --- | --- | --- |
| plain | 192 | ${plain} | a |
| tools | 192 | ${tools} | - |

| other | share |
| --- | --- |
| x | 50 % |
`);

test("the tables of a bench are found with their heads and rows", () => {
  assert.deepEqual(run("1", "2").map(({ head, rows }) => [head.length, rows.length]), [[4, 2], [
    2,
    1,
  ]]);
});

test("each figure that differs is compared by its medians, named by the cells before it", () => {
  const text = compareTables(
    [run("50", "120"), run("60", "120"), run("70", "120")],
    [run("30", "120"), run("20", "120"), run("40", "120")],
    ["v1", "now"],
  );
  const rows = text.split("\n").slice(2);
  assert.deepEqual(rows, [
    "| plain, turns 192 | ms | 60 | 30 | 0.50 |",
    "| tools, turns 192 | ms | 120 | 120 | 1.00 |",
  ]);
});

test("a row that one checkout does not have is left out", () => {
  const text = compareTables([tablesIn("")], [run("1", "2")], ["v1", "now"]);
  assert.equal(text.split("\n").length, 2);
});

test("the figure of the floor is shown where it has the row and the column", () => {
  const floor = tablesIn("| load | ms |\n| --- | --- |\n| tools | 9 |");
  const text = compareTables([run("50", "120")], [run("30", "120")], ["v1", "now"], floor);
  assert.deepEqual(text.split("\n").slice(2), [
    "| plain, turns 192 | ms | 50 | 30 | 0.60 |  |",
    "| tools, turns 192 | ms | 120 | 120 | 1.00 | 9 |",
  ]);
});
