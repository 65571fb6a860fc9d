import assert from "node:assert/strict";
import { before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { buildConsole, type ConsoleBuild, scriptEntry, staticImports } from "./build-console.ts";

let build: ConsoleBuild;
before(async () => {
  build = await buildConsole();
});

const kilobytes = 1_000;
const textOf = (path: string) => build.files.get(path) ?? assert.fail(`${path} is not built`);
const size = (paths: Iterable<string>) =>
  [...new Set(paths)].reduce((sum, path) => sum + gzipSync(textOf(path), { level: 6 }).length, 0);
const all = (ending: string) => [...build.files.keys()].filter((path) => path.endsWith(ending));
/** A script with all that it loads before it runs. */
const whole = (entry: string) => {
  const [path] = Object.entries(build.outputs).find(([, one]) => one.entryPoint === entry) ??
    assert.fail(`${entry} is no entry`);
  return [path, ...staticImports(build.outputs, path)];
};
/** Fails with the figure, so that a change shows how much room is left. */
const atMost = (what: string, bytes: number, limit: number) =>
  assert.ok(bytes <= limit * kilobytes, `${what}: ${bytes} bytes compressed, limit ${limit} KB`);

test("the list of conversations loads at most 180 KB of scripts, all screens have at most 320 KB, styles 20 KB", (t) => {
  const list = "console/screens/conversations/conversations.tsx";
  const sizes = {
    list: size([...whole(scriptEntry), ...whole(list)]),
    scripts: size(all(".js")),
    styles: size(all(".css")),
  };
  t.diagnostic(JSON.stringify(sizes));
  atMost("the list of conversations", sizes.list, 180);
  atMost("all scripts", sizes.scripts, 320);
  atMost("styles", sizes.styles, 20);
});

test("each screen is a file of its own, and the page loads none of them at once", () => {
  const entries = Object.values(build.outputs).flatMap(({ entryPoint = "" }) => entryPoint);
  const screens = entries.filter((path) => path.startsWith("console/screens/"));
  assert.ok(screens.length >= 8, screens.join(" "));
  const initial = whole(scriptEntry);
  for (const path of initial) {
    const inputs = Object.keys(build.outputs[path]?.inputs ?? {});
    assert.ok(!inputs.some((one) => screens.includes(one)), `${path} has a screen`);
  }
});

test("the page names one style sheet, its script and what that imports, and has nothing inline", () => {
  const page = textOf("index.html");
  const named = [...page.matchAll(/(?:href|src)="\/console\/([^"]+)"/g)].map(([, path]) => path);
  for (const path of named) textOf(path ?? "");
  for (const path of whole(scriptEntry)) assert.ok(named.includes(path), path);
  assert.deepEqual(named.filter((path) => path?.endsWith(".css")), all(".css"));
  assert.doesNotMatch(page, /<style|<script(?![^>]*src=)|style=|\son\w+=/);
});

test("names of a style sheet that scripts use are in the style sheet", () => {
  const [styles = ""] = all(".css").map(textOf);
  const named = [...styles.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map(([, name]) => name);
  assert.ok(named.length > 50);
  const uses = all(".js").map(textOf).join("\n").matchAll(
    /\{(?:[\w$]+:"[\w -]+",?)*head:"([\w -]+)"/g,
  );
  const used = [...uses].flatMap(([, names = ""]) => names.split(" "));
  assert.ok(used.length > 0);
  for (const name of used) assert.ok(named.includes(name), name);
});

test("the licences of the packages in the scripts are a file of the build", () => {
  const [path = ""] = all(".txt");
  const text = textOf(path);
  for (const name of ["react", "react-dom", "urql", "wouter", "graphql-ws"]) {
    assert.match(text, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+, \\S+$`, "m"));
  }
  assert.match(text, /Permission is hereby granted/);
});

test("the same sources are the same files", async () => {
  const again = await buildConsole();
  assert.deepEqual([...again.files.keys()], [...build.files.keys()]);
});
