import assert from "node:assert/strict";
import { test } from "node:test";
import { GraphQLError } from "graphql";
import { checkedFilter } from "./conversation-filter.ts";

type Given = Parameters<typeof checkedFilter>[0];
const all = () => true;

function refusal(filter: Given, can = all): GraphQLError {
  try {
    checkedFilter(filter, can);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
  return assert.fail("it was not refused");
}

test("a least cost is an amount in billionths", () => {
  const { minCostNanos } = checkedFilter({ minCost: { amount: "1.25", currency: "USD" } }, all);
  assert.equal(minCostNanos, 1_250_000_000);
  assert.equal(checkedFilter({}, all).minCostNanos, null);
});

test("a filter by cost would show costs: it needs the scope that shows them", () => {
  const error = refusal({ minCost: { amount: "1", currency: "USD" } }, () => false);
  assert.equal(error.extensions.code, "FORBIDDEN");
  assert.match(error.message, /usage:read/);
});

test("each fault of a filter is named by its path", () => {
  const paths = (filter: Given) =>
    (refusal(filter).extensions.issues as { path: string[] }[]).map(({ path }) => path.join("."));
  assert.deepEqual(paths({ version: 1 }), ["filter.version"]);
  assert.deepEqual(paths({ agent: "a", version: 0 }), ["filter.version"]);
  assert.deepEqual(paths({ labels: Array.from({ length: 21 }, String) }), ["filter.labels"]);
  assert.deepEqual(paths({ minCost: { amount: "-1", currency: "EUR" } }), [
    "filter.minCost.amount",
    "filter.minCost.currency",
  ]);
});
