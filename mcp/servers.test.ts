import assert from "node:assert/strict";
import { test } from "node:test";
import { servers } from "./servers.ts";
import list from "./servers.json" with { type: "json" };

test("servers.json lists every server with its path and all of its tools", () => {
  for (const { name, tools } of servers) {
    const entry = list.servers.find((s) => s.name === name);
    assert.equal(entry?.url, `\${MCP_URL}/${name}`);
    assert.deepEqual(entry?.tools.toSorted(), tools.map((t) => t.name).toSorted());
  }
});

test("server names are unique, valid as prefixes of tool names, and not `mistral`", () => {
  const names = list.servers.map((s) => s.name);
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.match(name, /^(?!mistral$)[a-z][a-z0-9-]{0,31}$/);
});
