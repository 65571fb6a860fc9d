import assert from "node:assert/strict";
import { test } from "node:test";
import { modelToolName, splitToolName } from "./tool-name.ts";

test("a tool's name at the model names its server and comes apart again", () => {
  const name = modelToolName("prices", "get__odd");
  assert.equal(name, "prices__get__odd");
  assert.deepEqual(splitToolName(name), { server: "prices", name: "get__odd" });
});

test("a name that the model made up belongs to no server", () => {
  assert.deepEqual(splitToolName("web_search"), { server: "unknown", name: "web_search" });
});
