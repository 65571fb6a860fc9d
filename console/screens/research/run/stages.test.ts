import assert from "node:assert/strict";
import { test } from "node:test";
import { changesToSay, stagesOf } from "./stages.ts";

const phase = (id: string, kind: "PLAN" | "SEARCH" | "RISK" | "WRITE", status = "RUNNING") => ({
  ...{ id, kind, status, name: `${kind} ${id}` },
});

test("the board has all stages, also those that have not begun, with their phases in order", () => {
  const board = stagesOf([
    phase("1", "PLAN", "COMPLETED"),
    phase("2", "SEARCH", "FAILED"),
    phase("3", "RISK"),
    phase("4", "SEARCH"),
  ]);
  assert.deepEqual(
    board.map(({ name, phases, ended }) => [name, phases.map(({ id }) => id).join(), ended]),
    [["Plan", "1", 1], ["Searches", "2,4", 1], ["Analysts", "3", 0], ["Report", "", 0], [
      "Verification",
      "",
      0,
    ]],
  );
});

test("a phase that is not known yet is in no stage", () => {
  assert.ok(
    stagesOf([{ id: "1", kind: null, status: "RUNNING" }]).every((s) => s.phases.length === 0),
  );
});

test("ends of phases are read out, but not their starts, nor what had ended when the page opened", () => {
  const before = new Map([["1", "RUNNING"], ["2", "QUEUED"], ["3", "COMPLETED"]]);
  const now = [
    phase("1", "PLAN", "COMPLETED"),
    phase("2", "SEARCH"),
    phase("3", "SEARCH", "COMPLETED"),
    phase("4", "RISK", "FAILED"),
  ];
  assert.deepEqual(changesToSay(before, now), ["PLAN 1: completed."]);
});
