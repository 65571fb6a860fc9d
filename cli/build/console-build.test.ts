import assert from "node:assert/strict";
import { test } from "node:test";
import { repositoryRoot } from "../stack/paths.ts";
import { consoleBuild } from "./console-build.ts";
import { buildKey } from "./sources.ts";

test("the console is built once into a folder of its own, complete and without its sources", async () => {
  const folder = await consoleBuild(repositoryRoot);
  assert.equal(await consoleBuild(repositoryRoot), folder);
  assert.match(folder, /\/node_modules\/\.tramontane\/console-[0-9a-f]{16}$/);
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  assert.deepEqual(names.sort(), ["assets", "index.html"]);
  const page = await Deno.readTextFile(`${folder}/index.html`);
  const named = [...page.matchAll(/\/console\/(assets\/[^"]+)/g)].map(([, path]) => path);
  assert.ok(named.length >= 4, page);
  for (const path of named) assert.ok((await Deno.stat(`${folder}/${path}`)).size > 0, path);
});

test("a change of a style or a page builds the console again, and not the worker", async () => {
  const root = await Deno.makeTempDir({ prefix: "tramontane-key-" });
  for (const folder of ["console", "worker"]) await Deno.mkdir(`${root}/${folder}`);
  const write = (path: string, text: string) => Deno.writeTextFile(`${root}/${path}`, text);
  await write("import_map.json", "{}");
  await write("deno.lock", "{}");
  const keys = () => Promise.all(["console", "worker"].map((folder) => buildKey(root, [folder])));
  let before = await keys();
  for (const path of ["console/a.module.css", "console/a.tsx", "console/index.html"]) {
    await write(path, "one");
    const after = await keys();
    assert.notEqual(after[0], before[0], path);
    assert.equal(after[1], before[1], path);
    before = after;
  }
  await write("console/a.test.ts", "a test is no part of it");
  assert.deepEqual(await keys(), before);
  await Deno.remove(root, { recursive: true });
});
