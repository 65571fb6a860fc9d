import assert from "node:assert/strict";
import { test } from "node:test";
import { repositoryFiles } from "./support/doc-references.ts";
import { dynamicImportsOf, fileUrlsOf } from "./support/imports.ts";

const root = new URL("../", import.meta.url).pathname;
const files = await repositoryFiles(root.replace(/\/$/, ""));
/** Sources; not code inside of tests' texts. */
const sources = files.filter((path) => /\.m?ts$/.test(path) && !path.endsWith(".test.ts"));

/** Made by a command, and absent from a clean clone. */
const made = /^(?:node_modules|\.tramontane)\//;

test("every dynamic import and every file URL leads to a file or folder of the repository", async () => {
  const exists = (path: string) =>
    path === "" || made.test(path) || files.includes(path) ||
    files.some((file) => file.startsWith(`${path.replace(/\/$/, "")}/`));
  const dead: string[] = [];
  let seen = 0;
  for (const source of sources) {
    for (const path of [...await dynamicImportsOf(source), ...await fileUrlsOf(source)]) {
      seen++;
      if (!exists(path)) dead.push(`${source} names ${path}`);
    }
  }
  assert.ok(seen > 20, "the pattern finds the names");
  assert.deepEqual(dead, []);
});
