import assert from "node:assert/strict";
import { test } from "node:test";
import { type ExecutionArgs, parse } from "graphql";
import { bytesOf, operationPoints } from "./operation-points.ts";

const points = (source: string, cost = 3, bytes = 0) =>
  operationPoints(
    { document: parse(source), schema: null } as unknown as ExecutionArgs,
    cost,
    bytes,
  );

test("a query costs what it costs, and a point for each KiB", () => {
  assert.equal(points("{ agents { name } }"), 3);
  assert.equal(points("{ agents { name } }", 0), 1);
  assert.equal(points("{ agents { name } }", 3, 10_240), 13);
});

test("a message costs 100 points more, a research run 2,000, each time that it is selected", () => {
  assert.equal(points("mutation { sendMessage { a } }"), 103);
  assert.equal(points("mutation { startResearch { a } }"), 2_003);
  assert.equal(points("mutation { a: sendMessage { a } b: sendMessage { a } }"), 203);
  assert.equal(points("mutation { triggerSchedule { a } }"), 2_003, "which may start one");
  assert.equal(points("mutation { backfillSchedule { a } redeliver { a } }"), 2_503);
  assert.equal(points("mutation { cancelTurn { a } }"), 3);
  assert.equal(points("query { sendMessage { a } }"), 3);
});

test("work in fragments counts, and fragments in a circle end", () => {
  const inFragments = `mutation { ... on Mutation { ...m } ...m }
    fragment m on Mutation { sendMessage { a } ...n }
    fragment n on Mutation { startResearch { a } ...m }`;
  assert.equal(points(inFragments), 3 + 2 * 2_100);
});

test("the size is that of the document and the variables, in bytes", () => {
  assert.equal(bytesOf({ query: "{ä}", variables: { a: "é" } }), 4 + 10);
  assert.equal(bytesOf({}), 0);
});
