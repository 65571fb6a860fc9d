import assert from "node:assert/strict";
import { test } from "node:test";
import { repositoryRoot } from "../../../cli/stack/paths.ts";
import { inContext } from "./build-context.ts";

test("the build context has sources, and no secret, state, history, test or other file", async () => {
  const ignore = await Deno.readTextFile(`${repositoryRoot}/.dockerignore`);
  for (const path of ["src/main.ts", "mcp/servers.json", "deploy/image/entry.sh", "deno.lock"]) {
    assert.ok(inContext(path, ignore), path);
  }
  const outside = [".env", ".git/config", ".tramontane/secrets.json", "node_modules/zod/x.js"];
  const inside = ["src/config.test.ts", "store/testing/database.ts", "sandbox/tests/support.ts"];
  const others = [
    "tests/x.ts",
    "docker-compose.yml",
    "worker/workflows/histories/a.json",
    "deploy/x.yaml",
  ];
  for (const path of [...outside, ...inside, ...others]) assert.ok(!inContext(path, ignore), path);
});
