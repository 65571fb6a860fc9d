import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createClient, type StreamEvent } from "../../clients/client/mod.ts";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { packPackages } from "../../dev/packages/pack.ts";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { limits } from "../../protocol/limits.ts";
import { sharedWithAnalyst, type TestStack } from "../support/test-stack.ts";
import { hooksShowAnAnswer, node20, run, withinMs } from "./programs.ts";
import { installed, projects, tarballs, viteProject } from "./projects.ts";

let t: TestStack;
let analyst: string;
let version: string;
before(async () => {
  ({ analyst, ...t } = await sharedWithAnalyst());
  version = (await packPackages(tarballs))[0]?.version ?? "";
});
after(() => t[Symbol.asyncDispose]());

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

test("React 19: the hooks compile, render on a server, and show an answer", async () => {
  await hooksShowAnAnswer(t, analyst, version, "19");
});

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

test("Vite's template react-ts, with the hooks in its App, passes its own `tsc -b` and is built", async () => {
  const folder = await viteProject(version);
  const { path } = await ownNode();
  const signal = deadlineSignal(withinMs);
  await runCommand(path, ["node_modules/typescript/bin/tsc", "-b"], { cwd: folder, signal });
  await runCommand(path, ["node_modules/vite/bin/vite.js", "build"], { cwd: folder, signal });
  const page = await Deno.readTextFile(`${folder}/dist/index.html`);
  assert.match(page, /src="\/assets\/index-[\w-]+\.js"/);
});
