import assert from "node:assert/strict";
import { dirname } from "node:path";
import { test } from "node:test";
import { sourceFiles } from "../../../tests/support/imports.ts";
import { isSupportedNode, nodePackageOf, nodePackages } from "./release.ts";
import { cachedNode, existingNode, findNode, type NodeSearch } from "./find-node.ts";
import { platformOf } from "../platform.ts";
import { onPath } from "../supervise/run-command.ts";
import { repositoryRoot } from "../paths.ts";
import { startTestRegistry, writeProgram } from "../testing/npm-registry.ts";

const what = nodePackageOf(platformOf(Deno.build.os, Deno.build.arch));
const prints = (version: string) => `echo ${version}`;

/** A home whose PATH has an old Node, and an npm that uses the given registry. */
async function machine(registry = "http://127.0.0.1:9") {
  const home = await Deno.makeTempDir({ prefix: "tramontane-node-" });
  await Deno.mkdir(`${home}/old`);
  await writeProgram(`${home}/old/node`, prints("v20.20.2"));
  // npm runs on the Node next to it: it must not find the old one, which only prints its version.
  const npm = await Deno.realPath(await onPath("npm", Deno.env.get("PATH")) ?? "");
  const node = await onPath("node", Deno.env.get("PATH"));
  await writeProgram(`${home}/old/npm`, `exec "${node}" "${npm}" "$@"`);
  const env = {
    PATH: `${home}/old:/usr/bin:/bin`,
    HOME: home,
    npm_config_registry: registry,
    npm_config_fetch_retries: "0",
  };
  const said: string[] = [];
  const search = (rest: Partial<NodeSearch> = {}): NodeSearch => ({
    env,
    progress: (line) => said.push(line),
    signal: AbortSignal.timeout(30_000),
    ...rest,
  });
  const remove = () => Deno.remove(home, { recursive: true });
  return { home, env, said, search, [Symbol.asyncDispose]: remove };
}

test("Node 24 and newer are supported, as node prints its version; other texts are not", () => {
  const supported = ["v24.0.0", "v24.21.0", "v26.1.0", "v100.0.0"];
  const others = ["v20.20.2", "v22.99.0", "v23.11.1", "24", "v24", "bun 1.2", "", undefined];
  assert.deepEqual(supported.filter(isSupportedNode), supported);
  assert.deepEqual(others.filter(isSupportedNode), []);
});

test("a supported Node on PATH is used, also after an older one, and nothing is downloaded", async () => {
  await using m = await machine();
  await Deno.mkdir(`${m.home}/new`);
  await writeProgram(`${m.home}/new/node`, prints("v26.1.0"));
  const env = { ...m.env, PATH: `${m.home}/old:${m.home}/new` };
  const found = await findNode(m.search({ env }));
  assert.deepEqual(found, { path: `${m.home}/new/node`, version: "v26.1.0", source: "PATH" });
  assert.deepEqual(m.said, []);
});

test("TRAMONTANE_NODE has precedence over PATH, and an invalid one is a fault", async () => {
  await using m = await machine();
  await writeProgram(`${m.home}/mine`, prints("v24.5.0"));
  const named = (path: string) => existingNode({ ...m.env, TRAMONTANE_NODE: path });
  assert.equal((await named(`${m.home}/mine`))?.source, "TRAMONTANE_NODE");
  await assert.rejects(named(`${m.home}/old/node`), /TRAMONTANE_NODE=\S+ is no Node 24 or newer/);
  await assert.rejects(named(`${m.home}/absent`), /TRAMONTANE_NODE/);
});

test("without one, npm downloads the pinned package once, for any number of concurrent calls", async () => {
  await using registry = await startTestRegistry(what, prints(`v${what.version}`));
  await using m = await machine(registry.url);
  const found = await Promise.all([1, 2, 3].map(() => findNode(m.search())));
  assert.deepEqual(new Set(found.map(({ path }) => path)), new Set([cachedNode(m.env)]));
  assert.equal(registry.requests.filter((path) => path.endsWith(".tgz")).length, 1);
  assert.match(m.said[0] ?? "", new RegExp(`^fetching Node ${what.version} `));
  const asked = registry.requests.length;
  assert.equal((await findNode(m.search())).source, "cache");
  assert.equal(registry.requests.length, asked);
});

test("a program in the cache that does not run is downloaded again, and old folders are deleted", async () => {
  await using registry = await startTestRegistry(what, prints(`v${what.version}`));
  await using m = await machine(registry.url);
  const folder = dirname(cachedNode(m.env));
  await Deno.mkdir(`${folder}/install-killed`, { recursive: true });
  await writeProgram(cachedNode(m.env), "exit 1");
  assert.equal((await findNode(m.search())).version, `v${what.version}`);
  const left = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  assert.deepEqual(left.sort(), ["lock", "node"]);
});

test("bytes that do not match the registry's checksum are refused and deleted", async () => {
  await using registry = await startTestRegistry(what, prints(`v${what.version}`), true);
  await using m = await machine(registry.url);
  await assert.rejects(findNode(m.search()), /EINTEGRITY[\s\S]*One of these helps/);
  assert.equal(await existingNode(m.env), undefined);
});

test("a package that does not run on this machine is named in the fault", async () => {
  await using registry = await startTestRegistry(what, "exit 127");
  await using m = await machine(registry.url);
  await assert.rejects(findNode(m.search()), new RegExp(`${what.version} does not run on this`));
});

test("offline, without npm, or without a registry, the fault says what to do", async () => {
  await using m = await machine();
  const helps = /One of these helps:[\s\S]*on PATH[\s\S]*TRAMONTANE_NODE[\s\S]*\.npmrc/;
  await assert.rejects(findNode(m.search({ offline: true })), /--offline/);
  await assert.rejects(findNode(m.search()), helps);
  const env = { ...m.env, PATH: "/nonexistent" };
  await assert.rejects(findNode(m.search({ env })), /npm is not on PATH/);
});

test("a stop of the stack ends a download with its own reason", async () => {
  await using m = await machine();
  const signal = AbortSignal.abort(new Error("the stack is being stopped"));
  await assert.rejects(findNode(m.search({ signal })), /being stopped/);
});

test("the images run the Node version that is downloaded on Linux", async () => {
  const { version } = nodePackages["linux-x64"];
  assert.equal(nodePackages["linux-arm64"].version, version);
  for (const name of ["worker", "sandbox"]) {
    const text = await Deno.readTextFile(`${repositoryRoot}/deploy/${name}.Dockerfile`);
    const tags = [...text.matchAll(/^FROM node:(\S+)/gm)].map(([, tag]) => tag);
    assert.deepEqual(new Set(tags), new Set([`${version}-bookworm-slim`]), name);
  }
});

test("no source starts `node` from PATH: each calls ownNode()", async () => {
  const folders = ["cli", "dev", "mcp", "tests"];
  for (const path of (await Promise.all(folders.map(sourceFiles))).flat()) {
    const text = await Deno.readTextFile(`${repositoryRoot}/${path}`);
    assert.doesNotMatch(text, /Deno\.Command\("no[d]e"|command: "no[d]e"/, path);
  }
});
