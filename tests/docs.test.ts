import assert from "node:assert/strict";
import { posix } from "node:path";
import { test } from "node:test";
import manifest from "../deno.json" with { type: "json" };
import {
  docReferences,
  exists,
  pathsIn,
  pathsInBlock,
  repositoryFiles,
} from "./support/doc-references.ts";

const root = new URL("../", import.meta.url).pathname;
const files = await repositoryFiles(root.replace(/\/$/, ""));
/** Every page but the prompts, which are data. */
const pages = files.filter((path) => path.endsWith(".md") && !path.startsWith("mcp/prompts/"));
const references = new Map(
  await Promise.all(
    pages.map(async (page) =>
      [page, docReferences(await Deno.readTextFile(`${root}${page}`))] as const
    ),
  ),
);

/** Files that a reader or a command makes, and files of others. */
const notOurs = new Set([
  // In the state folder.
  ...["ports.json", "run.json", "run/<process>.json", "secrets.json", "state.json"],
  "temporal/server/server.yaml",
  // Made by a tool.
  ...["output.json", "packages.json", "sbom.cdx.json"],
  // In the project of a reader.
  "src/**/*.graphql",
]);

test("a page's references are read as GitHub shows them", () => {
  const page = [
    "# The `x` of it, twice",
    "## Same",
    "## Same",
    "[a](b.md#c-d) `src/main.ts` and `no path`",
    "",
    "| t |",
    "| - |",
    "| `store/<verb>.ts`, `npx -y deno@2.9.3 task demo` |",
    "",
    "```sh",
    "deno task start # `not/a-span.ts`",
    "```",
  ].join("\n");
  assert.deepEqual(docReferences(page), {
    links: ["b.md#c-d"],
    spans: ["x", "src/main.ts", "no path", "store/<verb>.ts", "npx -y deno@2.9.3 task demo"],
    anchors: ["the-x-of-it-twice", "same", "same-1"],
    tasks: ["demo", "start"],
    words: ["deno", "task", "start", "#", "not/a-span.ts", ""],
  });
});

test("a span that looks like a path of the repository is known from one that does not", () => {
  const here = ["src/main.ts", "src/log/hub.ts", "docs/a.md", "mcp/prices/tools/x.ts"];
  const dead = (span: string) =>
    pathsIn(span, here).filter((path) => !exists(path, "docs/a.md", here));
  for (
    const span of [
      ...["src/main.ts", "src/", "src/main.ts:12", "./src/log", "hub.ts", "log/hub.ts", "a.md"],
      ...["mcp/<server>/tools/<tool>.ts", "src/*.ts", "src/{main,log/hub}.ts"],
      ...["application/json", "and/or", "deno task x", "@scope/name", "https://a.b/c.md", "*.md"],
      ...["Event.seq", "$conversation", "/graphql", "1.2.3"],
    ]
  ) assert.deepEqual(dead(span), [], span);
  for (
    const span of [
      ...["src/gone.ts", "docs/gone/", "gone.ts", "log/gone.ts", "gone.sql"],
      ...["mcp/<server>/gone/<tool>.ts", "src/*.sql", "src/main.tsx"],
    ]
  ) assert.equal(dead(span).length, 1, span);
  assert.deepEqual(pathsInBlock("src/gone.ts", here), ["src/gone.ts"]);
  for (const word of ["gone.ts", "other/gone.ts", "src/gone"]) {
    assert.deepEqual(pathsInBlock(word, here), [], word);
  }
  assert.deepEqual(dead("src/{main,gone}.ts"), ["src/gone.ts"]);
});

test("every path that a page names exists", () => {
  const dead = [...references].flatMap(([page, { spans, words }]) =>
    [
      ...spans.flatMap((span) => pathsIn(span, files)),
      ...words.flatMap((word) => pathsInBlock(word, files)),
    ]
      .filter((path) => !notOurs.has(path) && !exists(path, page, files))
      .map((path) => `${page}: ${path}`)
  );
  assert.deepEqual(dead, []);
});

test("every link between pages leads to a file and a heading that exist", () => {
  const dead = [...references].flatMap(([page, { links }]) =>
    links.filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(page, link))
      .map((link) => `${page}: ${link}`)
  );
  assert.deepEqual(dead, []);
});

test("every task that a page names exists", () => {
  const tasks = Object.keys(manifest.tasks);
  const dead = [...references].flatMap(([page, named]) =>
    named.tasks.filter((task) => !tasks.includes(task)).map((task) => `${page}: ${task}`)
  );
  assert.deepEqual(dead, []);
});

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : posix.join(posix.dirname(page), decodeURI(path));
  const known = target === "." || files.some((file) => `${file}/`.startsWith(withSlash(target)));
  if (anchor === undefined) return known;
  return references.get(target)?.anchors.includes(anchor) ?? false;
}

const withSlash = (path: string) => path.endsWith("/") ? path : `${path}/`;
