import assert from "node:assert/strict";
import { test } from "node:test";
import { repositoryRoot } from "../stack/paths.ts";
import { unknownArguments } from "./known-arguments.ts";
import { taskCommand } from "../task-command.ts";

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

test("an option that a task does not have, or a number that is none, ends it with 2 and how to call it", async () => {
  for (const args of [["--foo"], ["-n", "many"]]) {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "cli/commands/logs.ts", ...args],
      cwd: repositoryRoot,
    }).output();
    const said = new TextDecoder().decode(stderr);
    assert.equal(code, 2, said);
    assert.match(said, /(--foo|--lines is many).*\nCall it as: .* task logs/);
    assert.doesNotMatch(said, /\n {4}at /);
  }
});
