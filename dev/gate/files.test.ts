import assert from "node:assert/strict";
import { test } from "node:test";
import { denoUses, suiteOf, testFiles } from "./files.ts";
import { readGateOptions } from "./options.ts";
import { chosenSteps, ownProcess, testSteps } from "./steps.ts";
import { stackUses } from "../../tests/support/stacks.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";

test("the tests of each folder have their runner", () => {
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

const some = (...paths: string[]) => ({
  paths,
  modules: "/modules",
  uses: new Map(paths.map((path) => [path, "shared" as const])),
});
const programs = { deno: "/deno", node: "/node" };
const options = { full: false, junit: "/reports" };

test("files that need a process of their own exist", async () => {
  const files = await testFiles(repositoryRoot);
  assert.deepEqual(ownProcess.filter((path) => !files.includes(path)), []);
});

test("a suite without files has no step, one with files runs exactly those", () => {
  const files = ["worker/a.test.ts", "worker/b.test.ts"];
  const [only, ...others] = testSteps(programs, some(...files), options);
  assert.equal(others.length, 0);
  assert.equal(only?.command, "/node");
  assert.deepEqual(only?.args.slice(-2), files);
});

test("a file with a stack of its own has a step of its own; slow files run only in a full gate", () => {
  const files = ["tests/races/races.test.ts", "tests/log/log.test.ts"];
  const slow = "tests/scale/two-of-each.test.ts";
  const names = (full: boolean) =>
    testSteps(programs, some(...files, slow), { ...options, full }).map(({ name }) => name);
  assert.deepEqual(names(false), ["tests (races/races)", "tests (log/log)"]);
  assert.deepEqual(names(true), [...names(false), "tests (scale/two-of-each)"]);
});

test("a step with files that open pages waits for the browser, no other does", () => {
  const [page] = Object.entries(stackUses).flatMap(([path, { browser, stack }]) =>
    browser && stack !== "none" ? [`tests/${path}`] : []
  );
  const needs = (path = "") => testSteps(programs, some(path), options)[0]?.needs;
  assert.deepEqual(needs(page), ["temporal", "chromium"]);
  assert.deepEqual(needs("tests/races/races.test.ts"), ["temporal"]);
});

test("words choose steps by name, paths choose test files", () => {
  const files = ["store/a.test.ts", "worker/b.test.ts"];
  const names = (...args: string[]) =>
    chosenSteps(programs, some(...files), readGateOptions(args, "/reports")).map(({ name }) =>
      name
    );
  assert.equal(names().length, 8);
  const types = ["Deno", "Node", "client", "console"].map((name) => `types (${name})`);
  assert.deepEqual(names("types"), types);
  assert.deepEqual(names("store/"), ["tests (deno 1)"]);
});

test("options and arguments may be mixed; an unknown option is an error", () => {
  assert.deepEqual(readGateOptions(["store/", "--junit", "out", "lint", "--full"], "/default"), {
    full: true,
    junit: "out",
    paths: ["store/"],
    names: ["lint"],
  });
  assert.throws(() => readGateOptions(["--fast"], "/default"), TypeError);
});

test("files of the Deno suite share a module, those with a database another, but for those that change the process", async () => {
  const [database, isolated, browser, shared] = [
    "store/approval/approvals.test.ts",
    "telemetry/metrics.test.ts",
    "src/report/axe.test.ts",
    "dev/gate/slowest.test.ts",
  ];
  const paths = [database, isolated, browser, shared];
  const uses = await denoUses(repositoryRoot, [...paths, "worker/x.test.ts"]);
  assert.deepEqual([...uses.values()], ["database", "isolated", "browser", "shared"]);
  const files = some("a.test.ts", "b.test.ts");
  const all = { ...files, paths: [...files.paths, ...uses.keys()], uses };
  for (const path of files.paths) uses.set(path, "shared");
  const [together, apart, pages, one, other] = testSteps(programs, all, options);
  assert.deepEqual([pages?.module?.imports, pages?.needs], [[browser], ["chromium"]]);
  assert.deepEqual(together?.module?.imports, [database]);
  assert.equal(together?.args.at(-1), "/modules/deno-database.test.ts");
  assert.deepEqual([apart?.module, apart?.args.at(-1)], [undefined, isolated]);
  assert.deepEqual([one, other].map((step) => step?.module?.imports), [
    ["a.test.ts", shared],
    ["b.test.ts"],
  ]);
  assert.equal(one?.args.at(-1), "/modules/deno-1.test.ts");
});
