import assert from "node:assert/strict";
import { test } from "node:test";
import { unknownArguments } from "./known-arguments.ts";
import { taskCommand } from "./task-command.ts";

test("an argument that a task does not take is named, with those that it takes", () => {
  assert.equal(unknownArguments("status", []), null);
  assert.equal(unknownArguments("reset", ["--yes"], ["--yes"]), null);
  assert.equal(
    unknownArguments("status", ["--json", "x"]),
    `${taskCommand("status")} takes no arguments; not --json, x.`,
  );
  assert.equal(
    unknownArguments("reset", ["--yes", "-y"], ["--yes"]),
    `${taskCommand("reset")} takes only --yes; not -y.`,
  );
});
