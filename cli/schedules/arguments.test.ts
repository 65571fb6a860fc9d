import assert from "node:assert/strict";
import { test } from "node:test";
import { parseArguments } from "../command/parse-arguments.ts";
import { schedulesArguments, scheduleTask } from "./arguments.ts";
import { lineOf } from "./schedules.ts";

const read = (line: string) =>
  scheduleTask(parseArguments(schedulesArguments, line.split(" ").filter(Boolean)));

test("list needs nothing, pause an id and a reason, resume and run an id", () => {
  assert.deepEqual(read("list"), { task: "list" });
  const pause = { task: "pause", id: "schedule_1", reason: "holidays" };
  assert.deepEqual(read("pause schedule_1 --reason holidays"), pause);
  for (const task of ["resume", "run"] as const) {
    assert.deepEqual(read(`${task} schedule_1`), { task, id: "schedule_1" });
  }
});

test("what is missing is named", () => {
  for (
    const [line, message] of [
      ["", /say list/],
      ["pause", /id of a schedule[^]*--reason/],
      ["run turn_1", /id of a schedule/],
      ["resume", /resume needs the id/],
    ] as const
  ) assert.throws(() => read(line), message, line);
});

test("a line says when a schedule fires next, or why it does not, and what became of the last firing", () => {
  const schedule = {
    ...{ id: "schedule_1", name: "morning", armed: true, paused: null, last: null },
    next: ["2026-11-30T12:00:00.000Z"],
  };
  assert.equal(
    lineOf(schedule),
    'schedule_1  "morning"  next 2026-11-30T12:00:00.000Z  never fired',
  );
  const paused = { ...schedule, paused: { reason: "It failed 5 times in a row.", until: null } };
  assert.match(lineOf(paused), /paused: It failed 5 times in a row\./);
  const hostile = { ...schedule, paused: { reason: "a\x1b[2Jb\nc", until: null } };
  assert.match(lineOf(hostile), /paused: a b c {2}never/, "a reason is one line of text");
  const last = {
    ...{ due: "2026-11-27T12:00:00.000Z", reason: "No worker ran.", workStatus: null },
    decision: "MISSED" as const,
  };
  assert.match(lineOf({ ...schedule, armed: false, last }), /not armed.*MISSED.*No worker ran\./);
});
