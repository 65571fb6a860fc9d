import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { packPackages } from "../../dev/packages/pack.ts";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { sharedWithAnalyst, type TestStack } from "../support/test-stack.ts";
import { hooksShowAnAnswer, node20, run, withinMs } from "./programs.ts";
import { installed, projects, tarballs } from "./projects.ts";

let t: TestStack;
let analyst: string;
let version: string;
before(async () => {
  ({ analyst, ...t } = await sharedWithAnalyst());
  version = (await packPackages(tarballs))[0]?.version ?? "";
});
after(() => t[Symbol.asyncDispose]());

for (const library of ["urql", "apollo", "relay"]) {
  test(`${library}: each event arrives once, and its cache has the stored text`, async () => {
    const folder = await installed("core", projects.core, version);
    const { path } = await ownNode();
    const seen = await run(path, [`${library}.mjs`, t.api.url, analyst], folder);
    assert.deepEqual(seen.seqs, Array.from(seen.seqs, (_, n) => n + 1));
    assert.ok(seen.seqs.length > 8, String(seen.seqs));
    assert.equal(seen.text, seen.stored);
    assert.deepEqual(seen.warnings ?? [], []);
  });
}

test("React 18: the hooks compile, render on a server, and show an answer", async () => {
  await hooksShowAnAnswer(t, analyst, version, "18");
});

test("AI SDK: the transport compiles, and a message is the same live and loaded, on Node 20 and 24", async () => {
  const folder = await installed("ai-sdk", projects["ai-sdk"], version);
  const { path } = await ownNode();
  const types = runCommand(path, ["node_modules/typescript/bin/tsc"], { cwd: folder });
  for (const node of [await node20(), path]) {
    const seen = await run(node, ["chat.mjs", t.api.url, analyst], folder);
    assert.match(seen.text.at(-1), /NVDA/);
    assert.deepEqual(seen.loaded, seen.text);
    assert.ok(seen.types.includes("dynamic-tool"), String(seen.types));
  }
  await types;
});

test("generated documents have the types that follow, urql and Apollo infer results from", async () => {
  const folder = await installed("codegen", projects.codegen, version);
  await Deno.copyFile(`${repositoryRoot}/schema/schema.graphql`, `${folder}/schema.graphql`);
  const { path } = await ownNode();
  const options = { cwd: folder, signal: deadlineSignal(withinMs) };
  const cli = "node_modules/@graphql-codegen/cli/esm/bin.js";
  await runCommand(path, [cli, "--config", "codegen.mjs"], options);
  await runCommand(path, ["node_modules/typescript/bin/tsc"], options);
});
