import assert from "node:assert/strict";
import { test } from "node:test";
import { sourceFiles } from "../tests/support/imports.ts";
import { repositoryRoot } from "./stack/paths.ts";
import { denoCommandFor, taskCommand } from "./task-command.ts";

const npx = "npx -y deno@2.9.3";
const programs: Record<string, string> = {
  "/pinned/deno": "2.9.3",
  "/other/deno": "2.9.6",
  "/home/u/.npm/_npx/1f/node_modules/.bin/deno": "2.9.3",
  "/repo/node_modules/.bin/deno": "2.9.3",
};
const commandFor = (path: string) => denoCommandFor(path, (program) => programs[program]);

test("the hint is `deno` where the first one on PATH is the pinned one", () => {
  assert.equal(commandFor("/bin:/pinned:/other"), "deno");
});

test("without deno on PATH, and with another version first, the hint uses npx", () => {
  for (const path of ["", "/bin:/usr/bin", "/other", "/other:/pinned"]) {
    assert.equal(commandFor(path), npx, path);
  }
});

test("the deno that npx adds to PATH does not count, the user's own after it does", () => {
  const ofNpx = "/home/u/.npm/_npx/1f/node_modules/.bin:/repo/node_modules/.bin";
  assert.equal(commandFor(ofNpx), npx);
  assert.equal(commandFor(`${ofNpx}:/pinned`), "deno");
});

test("a hint is a complete command", () => {
  assert.match(taskCommand("start --detach"), /^(deno|npx -y deno@2\.9\.3) task start --detach$/);
});

test("all hints use taskCommand()", async () => {
  const isComment = (line: string) => /^\s*(\/\/|\/?\*)/.test(line);
  for (const path of (await sourceFiles("cli")).filter((one) => !/\.test\.ts$/.test(one))) {
    const lines = (await Deno.readTextFile(`${repositoryRoot}/${path}`)).split("\n");
    const found = lines.filter((line) => !isComment(line) && /deno (task|install)\b/.test(line));
    assert.deepEqual(found, [], path);
  }
});
