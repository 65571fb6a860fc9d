import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConsoleEvent } from "../events/event-log.ts";
import { usageAt } from "./usage-at.ts";

const step = (
  seq: number,
  stepId: string,
  status: "RUNNING" | "COMPLETED" | "FAILED",
  amount: string | null,
): ConsoleEvent => ({
  __typename: "StepChanged",
  ...{ cursor: `c${seq}`, fromSeq: seq, seq, at: new Date(seq * 1_000).toISOString() },
  ...{ stepId, status, attempt: 1, retryAt: null, note: null, failure: null },
  step: {
    __typename: "ModelCall",
    turn: { id: "t", number: 1 },
    model: "m",
    usage: { cost: amount === null ? null : { amount }, inputTokens: 10, outputTokens: 2 },
  },
});

test("a call counts from its end on, once", () => {
  const events = [
    step(1, "a", "RUNNING", "0.1"),
    step(2, "a", "COMPLETED", "0.1"),
    step(3, "b", "RUNNING", "0.2"),
    step(4, "b", "FAILED", "0.2"),
  ];
  const costs = [1, 2, 3, 4].map((n) => usageAt(events.slice(0, n)).cost);
  assert.deepEqual(costs.map((one) => one?.toFixed(1)), ["0.0", "0.1", "0.1", "0.3"]);
  assert.equal(usageAt(events).modelCalls, 2);
});

test("the cost is unknown as soon as one call has no price", () => {
  const usage = usageAt([step(1, "a", "COMPLETED", null), step(2, "b", "COMPLETED", "0.2")]);
  assert.deepEqual([usage.cost, usage.inputTokens], [null, 20]);
});
