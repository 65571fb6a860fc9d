import assert from "node:assert/strict";
import { test } from "node:test";
import { makeTestTree } from "../../build/testing/tree.ts";
import { sandboxProgram, workerProgram } from "./program.ts";

const never = new AbortController().signal;
const start = (root: string, said: string[], signal = never) =>
  workerProgram({ A: "1" }, (what) => said.push(what), signal, root);

test("the worker runs from its build, with its workflow bundle", async () => {
  await using tree = await makeTestTree();
  const said: string[] = [];
  const { args, env } = await start(tree.root, said);
  assert.match(args.at(-1) ?? "", /node_modules\/\.tramontane\/[0-9a-f]{16}\/worker\/main\.mjs$/);
  assert.match(env.WORKFLOW_BUNDLE ?? "", /[0-9a-f]{16}\/workflows\.js$/);
  assert.equal(env.A, "1");
  assert.deepEqual(said, []);
});

test("where no build can be written the worker runs from its sources, and reports that", async () => {
  await using tree = await makeTestTree();
  await tree.write("node_modules/.tramontane", "in the way");
  const said: string[] = [];
  const { args, env } = await start(tree.root, said);
  assert.deepEqual(args, ["--import", "tsx", "worker/main.ts"]);
  assert.equal(env.WORKFLOW_BUNDLE, undefined);
  assert.equal(said.length, 1);
  assert.match(said[0] ?? "", /^runs from its sources, which starts slower: .+$/);
});

test("a read-only tree runs its existing build", async () => {
  await using tree = await makeTestTree();
  const before = await start(tree.root, []);
  await Deno.chmod(`${tree.root}/node_modules/.tramontane`, 0o500);
  await Deno.chmod(`${tree.root}/node_modules`, 0o500);
  assert.deepEqual(await start(tree.root, []), before);
  assert.equal(await tree.runs(), 1);
  await Deno.chmod(`${tree.root}/node_modules`, 0o700);
  await Deno.chmod(`${tree.root}/node_modules/.tramontane`, 0o700);
});

test("a stack that is stopped does not wait for a build", async () => {
  await using tree = await makeTestTree();
  const stopped = AbortSignal.abort(new Error("the stack is being stopped"));
  await assert.rejects(start(tree.root, [], stopped), /being stopped/);
  // The build continues; its files must exist before the tree is deleted.
  await workerProgram({}, () => {}, never, tree.root);
});

test("the sandbox runs from its sources until there is a build", async () => {
  await using tree = await makeTestTree();
  assert.deepEqual((await sandboxProgram({}, tree.root)).args.slice(0, 2), ["--import", "tsx"]);
  await start(tree.root, []);
  assert.match((await sandboxProgram({}, tree.root)).args.at(-1) ?? "", /sandbox\/main\.mjs$/);
});
