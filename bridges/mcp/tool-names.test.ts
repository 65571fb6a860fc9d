import assert from "node:assert/strict";
import { test } from "node:test";
import { agentNamePattern } from "../../protocol/agent/agent.ts";
import { agentIn, toolOf } from "./tool-names.ts";

test("a tool has the name of its agent", () => {
  assert.equal(toolOf("price-analyst"), "ask_price-analyst");
  assert.deepEqual(agentIn("ask_price-analyst"), { name: "price-analyst" });
});

test("a long name is legal for clients that take 64 characters, and stays different", () => {
  const agents = ["x", "y"].map((last) => `${"a".repeat(63)}${last}`);
  assert.ok(agents.every((name) => agentNamePattern.test(name)));
  const tools = agents.map(toolOf);
  assert.equal(new Set(tools).size, 2);
  for (const [n, tool] of tools.entries()) {
    assert.match(tool, /^[a-zA-Z0-9_-]{1,64}$/);
    const found = agentIn(tool);
    assert.ok(found && "prefix" in found && agents[n]?.startsWith(found.prefix));
  }
});

test("other names are of no agent", () => {
  for (const name of ["research", "ask", `ask_${"a".repeat(61)}`, ""]) {
    assert.equal(agentIn(name), null, name);
  }
});
