import assert from "node:assert/strict";
import { test } from "node:test";
import type { StepRecord } from "../../protocol/conversation/records.ts";
import { stepsUnderWay } from "./live.ts";

const step = (kind: "call" | "tool", id: string, status: StepRecord["status"]) =>
  ({ kind, id, status }) as StepRecord;
const steps = [
  step("call", "call_1", "COMPLETED"),
  step("tool", "tool_1", "RUNNING"),
  step("tool", "tool_2", "RUNNING"),
  step("call", "call_2", "RUNNING"),
];
const ids = (found: StepRecord[]) => found.map((s) => s.id);

test("without a workflow, all open steps of the record are listed", () => {
  assert.deepEqual(ids(stepsUnderWay(steps, null)), ["tool_1", "tool_2", "call_2"]);
});

test("the workflow's answer takes precedence, except for waiting steps", () => {
  const waiting = [...steps, step("call", "call_3", "WAITING")];
  const live = {
    at: new Date(),
    runId: "r",
    workflowId: "conversation-1",
    advancing: false,
    toolCalls: ["tool_2"],
    wakesAt: null,
  };
  assert.deepEqual(ids(stepsUnderWay(steps, live)), ["tool_2"]);
  assert.deepEqual(ids(stepsUnderWay(waiting, live)), ["tool_2", "call_3"]);
  assert.deepEqual(ids(stepsUnderWay(steps, { ...live, advancing: true })), ["tool_2", "call_2"]);
});
