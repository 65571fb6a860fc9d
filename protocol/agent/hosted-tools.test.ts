import assert from "node:assert/strict";
import { test } from "node:test";
import { hostedToolIssues } from "./hosted-tools.ts";

const where = (wish: Parameters<typeof hostedToolIssues>[0]) =>
  hostedToolIssues(wish, ["tools", "0"]).map((i) => i.path.slice(2).join("."));

test("hosted tools are known by name, always run, and accept only their own settings", () => {
  const server = "mistral";
  assert.deepEqual(where({ server, name: "web_search" }), []);
  assert.deepEqual(where({ server, name: "web_search", policy: "DENY" }), ["policy"]);
  assert.deepEqual(where({ server }), ["name"]);
  assert.deepEqual(where({ server, name: "toString" }), ["name"]);
  const name = "document_library";
  assert.deepEqual(where({ server, name }), ["settings.libraryIds"]);
  assert.deepEqual(where({ server, name, settings: { libraryIds: ["a"] } }), []);
  assert.deepEqual(where({ server, name: "web_search", settings: { depth: 1 } }), [
    "settings.depth",
  ]);
  assert.deepEqual(where({ server, name: "web_search", settings: [] }), ["settings"]);
});

test("tools of MCP servers accept no settings", () => {
  assert.deepEqual(where({ server: "prices", settings: {} }), ["settings"]);
  assert.deepEqual(where({ server: "prices", policy: "ASK" }), []);
});
