import assert from "node:assert/strict";
import { test } from "node:test";
import { stackUseOf, suiteOf, testFiles } from "../dev/gate/files.ts";
import { stackUses } from "./support/stacks.ts";

const root = new URL("../", import.meta.url).pathname.replace(/\/$/, "");

test("every integration test is in the table and starts the stack that the table says", async () => {
  const files = (await testFiles(root)).filter((path) => suiteOf(path) === "integration");
  assert.deepEqual(files.map((path) => path.replace("tests/", "")), Object.keys(stackUses));
  for (const path of files) {
    const text = await Deno.readTextFile(`${root}/${path}`);
    const use = stackUseOf(path);
    assert.ok(use && use.reason !== "", path);
    if (text.includes("startBrowser")) assert.ok(use.browser, `${path} opens pages`);
    if (use.stack === "none") assert.doesNotMatch(text, /startTestStack|startWithAnalyst/, path);
    if (use.stack === "processes") assert.doesNotMatch(text, /ownServers|startProxiedStack/, path);
    if (use.stack === "servers") {
      assert.doesNotMatch(text, /sharedWithAnalyst|sharedTestStack/, path);
    }
    if (use.stack === "identity") {
      assert.doesNotMatch(text, /startTestStack|startWithAnalyst|startIdentityStack/, path);
    }
    if (["shared", "clients", "bridges", "console"].includes(use.stack)) {
      assert.doesNotMatch(text, /startTestStack|startWithAnalyst/, path);
    }
  }
});
