import assert from "node:assert/strict";
import { test } from "node:test";
import { nextStep, type TurnCall } from "./next-step.ts";

const model = (step: number, status: TurnCall["status"]): TurnCall => ({
  id: `m${step}`,
  kind: "model",
  step,
  status,
});
const tool = (id: string, step: number, status: TurnCall["status"]): TurnCall => ({
  id,
  kind: "tool",
  step,
  status,
});

test("a turn begins with a model call", () => {
  assert.deepEqual(nextStep([]), { kind: "model", step: 0 });
});

test("a model call without an outcome is the next step again", () => {
  for (const status of ["QUEUED", "RUNNING", "WAITING"] as const) {
    assert.deepEqual(nextStep([model(0, status)]), { kind: "model", step: 0 });
  }
});

test("the open tool calls of the last model call are the next step together", () => {
  const calls = [
    model(0, "COMPLETED"),
    tool("a", 0, "COMPLETED"),
    tool("b", 0, "RUNNING"),
    tool("c", 0, "QUEUED"),
    tool("old", 0, "DISCARDED"),
  ];
  assert.deepEqual(nextStep(calls), { kind: "tools", ids: ["b", "c"], asked: false });
});

test("when all tool calls have ended, successfully or not, the model continues", () => {
  const calls = [model(0, "COMPLETED"), tool("a", 0, "FAILED"), tool("b", 0, "COMPLETED")];
  assert.deepEqual(nextStep(calls), { kind: "model", step: 1 });
});

test("a call with a pending approval is not part of the next step, and keeps the turn waiting", () => {
  const model: TurnCall = { id: "m", kind: "model", step: 0, status: "COMPLETED" };
  const asked: TurnCall = { id: "a", kind: "tool", step: 0, status: "WAITING", asked: true };
  const due: TurnCall = { id: "b", kind: "tool", step: 0, status: "QUEUED" };
  assert.deepEqual(nextStep([model, asked, due]), { kind: "tools", ids: ["b"], asked: true });
  assert.deepEqual(nextStep([model, asked]), { kind: "tools", ids: [], asked: true });
});
