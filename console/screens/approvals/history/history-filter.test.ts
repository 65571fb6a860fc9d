import assert from "node:assert/strict";
import { test } from "node:test";
import { historyFilter } from "./history-filter.ts";

const none = { verdict: null, tool: null, agent: null, from: null, to: null };

test("the address becomes the filter of the API", () => {
  assert.deepEqual(historyFilter(none), {});
  assert.deepEqual(
    historyFilter({ ...none, verdict: "REJECTED", tool: "prices.a.b", agent: "x" }),
    {
      ...{ verdicts: ["REJECTED"], agent: "x", server: "prices", tool: "a.b" },
    },
  );
});

test("days are whole days of the reader's zone", () => {
  const { decidedFrom, decidedTo } = historyFilter({
    ...none,
    from: "2026-11-29",
    to: "2026-11-29",
  });
  assert.equal(decidedFrom, new Date(2026, 10, 29).toISOString());
  assert.equal(decidedTo, new Date(2026, 10, 30).toISOString());
});

test("what has no meaning is left out", () => {
  assert.deepEqual(historyFilter({ ...none, verdict: "PENDING", from: "soon", tool: "plain" }), {
    tool: "plain",
  });
});
