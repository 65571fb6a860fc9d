import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { nodePackageOf } from "../../cli/stack/node/release.ts";
import { createClient, type StreamEvent } from "../../clients/client/mod.ts";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { platformOf } from "../../cli/stack/platform.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { packPackages } from "../../dev/packages/pack.ts";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { limits } from "../../protocol/limits.ts";
import { npmPackages } from "../support/installed-packages.ts";
import { sharedWithAnalyst, type TestStack } from "../support/test-stack.ts";
import { installed, projects, tarballs, viteProject } from "./projects.ts";

let t: TestStack;
let analyst: string;
let version: string;
before(async () => {
  ({ analyst, ...t } = await sharedWithAnalyst());
  version = (await packPackages(tarballs))[0]?.version ?? "";
});
after(() => t[Symbol.asyncDispose]());

/** Time for one program, ms. */
const withinMs = 90_000;

/** Runs a program of a project; what it printed, as JSON. */
async function run(command: string, args: readonly string[], cwd: string) {
  const printed = await runCommand(command, args, { cwd, signal: deadlineSignal(withinMs) });
  return JSON.parse(printed.split("\n").at(-1) ?? "");
}

/** Node 20, the oldest that the packages support. */
async function node20(): Promise<string> {
  const { name } = nodePackageOf(platformOf(Deno.build.os, Deno.build.arch));
  return `${await npmPackages({ [name]: "20.20.2" })}/node_modules/${name}/bin/node`;
}

const programs: Record<string, () => Promise<[string, ...string[]]>> = {
  "Node 20": async () => [await node20()],
  "Node 24": async () => [(await ownNode()).path],
  "Deno": () => Promise.resolve([Deno.execPath(), "run", "-A", "--node-modules-dir=manual"]),
};

for (const [name, program] of Object.entries(programs)) {
  test(`${name}: the tarball follows a conversation, and reads its turn`, async () => {
    const folder = await installed("core", projects.core, version);
    const [command, ...args] = await program();
    const seen = await run(command, [...args, "flow.mjs", t.api.url, analyst], folder);
    assert.deepEqual(seen.seqs, Array.from(seen.seqs, (_, n) => n + 1));
    assert.deepEqual([seen.text, seen.partText], [seen.stored, seen.stored]);
    assert.match(seen.stored, /NVDA/);
  });
}

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

for (const major of ["18", "19"] as const) {
  test(`React ${major}: the hooks compile, render on a server, and show an answer`, async () => {
    const folder = await installed(`react-${major}`, projects[`react-${major}`], version);
    const { path } = await ownNode();
    const types = runCommand(path, ["node_modules/typescript/bin/tsc"], { cwd: folder });
    const id = await t.api.start(analyst);
    const seen = await run(path, ["chat.mjs", t.api.url, id], folder);
    await types;
    assert.ok(seen.version.startsWith(`${major}.`), seen.version);
    assert.match(seen.rendered, /data-status="loading"/);
    assert.equal(seen.shown[0], "What does NVDA cost?");
    const { entries } = await t.api.read(id);
    assert.equal(seen.shown.at(-1), entries.nodes.at(-1)?.text);
  });
}

test("a client follows more streams than the API allows for a connection", async () => {
  const id = await t.api.start(analyst, "Say hello");
  const client = createClient({ url: t.api.url });
  const query = `subscription ($id: ID!, $after: String) {
    event: conversationEvents(id: $id, after: $after) { ... on Event { cursor fromSeq seq } }
  }`;
  const streams = Array.from(
    { length: limits.subscriptionsPerConnection + 20 },
    () => client.follow<{ event: StreamEvent }, { id: string }>({ query, variables: { id } }),
  );
  const firsts = await Promise.all(streams.map(async (events) => (await events.next()).value));
  client.close();
  assert.deepEqual(new Set(firsts.map((event) => event?.seq)), new Set([1]));
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

test("Vite's template react-ts, with the hooks in its App, passes its own `tsc -b` and is built", async () => {
  const folder = await viteProject(version);
  const { path } = await ownNode();
  const signal = deadlineSignal(withinMs);
  await runCommand(path, ["node_modules/typescript/bin/tsc", "-b"], { cwd: folder, signal });
  await runCommand(path, ["node_modules/vite/bin/vite.js", "build"], { cwd: folder, signal });
  const page = await Deno.readTextFile(`${folder}/dist/index.html`);
  assert.match(page, /src="\/assets\/index-[\w-]+\.js"/);
});
