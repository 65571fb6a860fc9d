import assert from "node:assert/strict";
import { test } from "node:test";
import { repositoryRoot } from "../stack/paths.ts";
import { isPinnedDeno, pinnedDeno, pinnedDenoCommand } from "./pinned-deno.ts";

test("another Deno runs the pinned one with its arguments", () => {
  assert.equal(isPinnedDeno("2.9.6"), false);
  assert.equal(isPinnedDeno(pinnedDeno), true);
  const [command, args] = pinnedDenoCommand("cli/main.ts", ["start", "--offline"]);
  assert.equal(command, "npx");
  assert.deepEqual(args, [
    "-y",
    "--prefer-offline",
    "deno@2.9.3",
    "run",
    "-A",
    `${repositoryRoot}/cli/main.ts`,
    "start",
    "--offline",
  ]);
});
