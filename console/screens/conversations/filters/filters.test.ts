import assert from "node:assert/strict";
import { test } from "node:test";
import { chipsOf, filterOf } from "./filters.ts";

const chips = (query: string) => chipsOf(new URLSearchParams(query));

test("the filters of an address are what the API is asked for", () => {
  const query = "agent=a&version=3&state=failed&label=x&label=y&cost=0.01&text=NVDA";
  assert.deepEqual(filterOf(chips(query)), {
    ...{ agent: "a", version: 3, lastTurn: "FAILED", labels: ["x", "y"] },
    ...{ minCost: { amount: "0.01", currency: "USD" }, text: "NVDA" },
  });
  assert.equal(filterOf(chips("")), null);
});

test("the last day counts whole, in the zone of the reader", () => {
  const filter = filterOf(chips("since=2026-03-01&until=2026-03-01"));
  assert.equal(filter?.activeFrom, new Date(2026, 2, 1).toISOString());
  assert.equal(filter?.activeTo, new Date(2026, 2, 2).toISOString());
});

test("a value that cannot be read is left out, and each filter in force has words", () => {
  assert.deepEqual(chips("state=odd&version=0&cost=x&since=yesterday&text=%20"), []);
  assert.deepEqual(chips("state=waiting&label=vip").map(({ words }) => words), [
    ...["waiting for approval or a retry", "label vip"],
  ]);
});
