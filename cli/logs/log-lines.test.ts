import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonLine, prettyLine } from "./log-lines.ts";

const record = JSON.stringify({
  at: "2026-11-23T08:00:01.234Z",
  level: "warn",
  process: "worker",
  event: "workflow.wake_failed",
  attempt: 2,
});

test("a JSON line is shown as time, level, event and fields after the part's name", () => {
  assert.equal(
    prettyLine("worker", record, false),
    "worker    08:00:01.234 warn  workflow.wake_failed attempt=2",
  );
});

test("a line that is not JSON is shown unchanged", () => {
  assert.equal(prettyLine("postgres", "LOG:  ready", false), "postgres  LOG:  ready");
  assert.equal(prettyLine("api", "{broken", false), "api       {broken");
});

test("names are coloured on a terminal, each part always in the same colour", () => {
  const [first = ""] = prettyLine("api", "x", true).split("api");
  assert.ok(first.startsWith("\x1b["));
  assert.equal(prettyLine("api", "y", true).split("api")[0], first);
});

test("a stack is shown below its line", () => {
  const line = JSON.stringify({ event: "failed", stack: "Error: x\n  at y" });
  assert.match(prettyLine("api", line, false), /failed\n +Error: x\n +at y$/);
});

test("in JSON every line names its process", () => {
  assert.equal(jsonLine("worker", record), record);
  assert.equal(jsonLine("postgres", "LOG"), `{"process":"postgres","text":"LOG"}`);
});
