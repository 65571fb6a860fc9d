import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { nodeBuild } from "../../cli/build/node-build.ts";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { commandLine } from "../../cli/stack/supervise/processes.ts";
import { readUntil, turnEnds } from "../support/api.ts";
import { sharedTestStack, type TestStack, unique } from "../support/test-stack.ts";

let t: TestStack;
let build: string;
before(async () => {
  build = await nodeBuild(repositoryRoot);
  t = await sharedTestStack();
});
after(() => t[Symbol.asyncDispose]());

const processOf = (name: string) => t.stack.processes().find((one) => one.name === name);

test("a start runs the worker and the sandbox as built", async () => {
  for (const name of ["worker", "sandbox"]) {
    const line = await commandLine(processOf(name)?.pid ?? 0);
    assert.ok(line?.includes(`${build}/${name}/main.mjs`), line);
  }
});

test("the built worker runs a turn and logs no error", async () => {
  const agent = unique("prebuilt");
  await t.api.register(agent, { tools: [] });
  const id = await t.api.start(agent, "Say hello");
  await readUntil(t.api.follow(id), turnEnds());
  const { turns } = await t.api.read(id);
  assert.equal(turns.nodes[0]?.status, "COMPLETED");
  // No other file has used the stack: this is the first one in the table.
  const log = await Deno.readTextFile(processOf("worker")?.log ?? "");
  assert.match(log, /"prebuilt":true/);
  assert.doesNotMatch(log, /workflowModules|"level":"error"/);
});

test("stack traces of a built program name source files", async () => {
  const { stdout } = await new Deno.Command((await ownNode()).path, {
    args: [`${build}/worker/main.mjs`],
    env: { DATABASE_URL: "" },
  }).output();
  const { stack } = JSON.parse(new TextDecoder().decode(stdout));
  assert.match(stack, new RegExp(`${repositoryRoot}/worker/config\\.ts:\\d+:\\d+`));
});
