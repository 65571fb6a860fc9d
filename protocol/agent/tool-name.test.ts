import assert from "node:assert/strict";
import { test } from "node:test";
import { modelToolName, splitToolName, toolNamed } from "./tool-name.ts";

test("a tool's name at the model contains its server and can be split again", () => {
  const name = modelToolName("prices", "get__odd");
  assert.equal(name, "prices__get__odd");
  assert.deepEqual(splitToolName(name), { server: "prices", name: "get__odd" });
});

test("a name that the model invented belongs to no server", () => {
  assert.deepEqual(splitToolName("web_search"), { server: "unknown", name: "web_search" });
});

const server = "a-server-with-32-letters-in-name";
const odd = ["a.b", "a b", "a/b", "a:b", "価格", "数量", "😀", "é", "n".repeat(64), "n".repeat(65)];

test("every tool has a name that the provider accepts and that contains its server's name", () => {
  const names = odd.map((name) => modelToolName(server, name));
  for (const name of names) assert.match(name, /^a-server-with[a-z0-9-]*__[a-zA-Z0-9_-]+$/);
  for (const name of names) assert.ok(name.length <= 64, name);
  assert.equal(new Set(names).size, odd.length);
  assert.equal(modelToolName(server, "a.b"), `${server}__a_b_108bf50c`, "stored agents rely on it");
});

test("a name at the model identifies the agent's tool, whatever the tool's own name is", () => {
  const tools = odd.map((name) => ({ server, tool: { name } }) as never);
  for (const name of odd) {
    assert.deepEqual(toolNamed(tools, modelToolName(server, name)), { server, name });
  }
  assert.deepEqual(toolNamed(tools, "no_such_tool"), { server: "unknown", name: "no_such_tool" });
});
