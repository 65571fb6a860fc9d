import assert from "node:assert/strict";
import { test } from "node:test";
import { suiteOf, testFiles } from "./files.ts";
import { chosenSteps, testSteps } from "./steps.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";

test("each folder's tests have their runner", () => {
  assert.equal(suiteOf("worker/activities/failures.test.ts"), "worker");
  assert.equal(suiteOf("sandbox/main.test.ts"), "sandbox");
  assert.equal(suiteOf("schema/agent.test.ts"), "deno");
  assert.equal(suiteOf("tests/boundaries.test.ts"), "deno");
  assert.equal(suiteOf("tests/integration/flow.test.ts"), "integration");
});

test("the repository's test files are found, those of packages are not", async () => {
  const files = await testFiles(repositoryRoot);
  assert.ok(files.includes("dev/gate/files.test.ts"));
  assert.deepEqual(files.filter((path) => path.includes("node_modules")), []);
});

const programs = { deno: "/deno", node: "/node" };

test("a suite without files has no step, one with files runs exactly those", () => {
  const files = ["worker/a.test.ts", "worker/b.test.ts"];
  const [only, ...others] = testSteps(programs, files, "/reports");
  assert.equal(others.length, 0);
  assert.equal(only?.command, "/node");
  assert.deepEqual(only?.args.slice(-2), files);
});

test("words choose steps by name, paths choose test files", () => {
  const files = ["store/a.test.ts", "worker/b.test.ts"];
  const names = (words: string[]) =>
    chosenSteps(programs, files, "/reports", words).map(({ name }) => name);
  assert.equal(names([]).length, 7);
  assert.deepEqual(names(["types"]), ["types (Deno)", "types (Node)", "types (client)"]);
  assert.deepEqual(names(["store/"]), ["tests (deno)"]);
});
