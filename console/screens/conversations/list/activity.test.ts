import assert from "node:assert/strict";
import { test } from "node:test";
import { activityOf, stateOf } from "./activity.ts";
import type { ActivityStepFragment } from "./list.generated.ts";

const now = Date.parse("2026-01-01T12:00:00Z");
const step = (over: Partial<ActivityStepFragment>): ActivityStepFragment => ({
  ...{ __typename: "ToolCall", id: "1", name: "get_price", status: "RUNNING", attempts: 1 },
  ...{ retryAt: null, startedAt: null, failure: null },
  ...over,
} as ActivityStepFragment);

test("a step that waits for a retry is shown with its next attempt and the seconds left", () => {
  const retryAt = "2026-01-01T12:00:03.200Z";
  const waiting = step({ status: "WAITING", retryAt });
  assert.equal(activityOf([waiting], now), "get_price, attempt 2, retry in 4 s");
  assert.equal(activityOf([waiting], now + 60_000), "get_price, attempt 2, retry now");
});

test("what delays the turn comes before what runs, and steps that have ended are not shown", () => {
  const steps = [
    step({ name: "search", status: "COMPLETED" }),
    step({ name: "buy", status: "WAITING" }),
    step({ name: "get_price", attempts: 3 }),
  ];
  assert.equal(activityOf(steps, now), "buy waits for approval, and 1 more");
  assert.equal(activityOf(steps.slice(2), now), "get_price, attempt 3");
  assert.equal(activityOf(steps.slice(0, 1), now), null);
});

test("a state is that of the open turn, else closed, else how the last turn ended", () => {
  const turn = { id: "t", number: 1, startedAt: null };
  const lastTurn = { id: "t", number: 1, status: "FAILED" as const, failure: null };
  const of = (over: object) => stateOf({ closedAt: null, currentTurn: null, lastTurn, ...over });
  assert.equal(of({ currentTurn: { ...turn, status: "WAITING" } }).value, "WAITING");
  assert.equal(of({ closedAt: "2026-01-01T00:00:00Z" }).value, "CLOSED");
  assert.deepEqual(of({}), { value: "FAILED", word: "last turn failed" });
  assert.equal(of({ lastTurn: null }).value, "IDLE");
});
