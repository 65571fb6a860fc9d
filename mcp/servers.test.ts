import assert from "node:assert/strict";
import { test } from "node:test";
import { servers } from "./servers.ts";
import list from "./servers.json" with { type: "json" };

test("every server here is listed with all of its tools, under the path it is served at", () => {
  for (const { name, tools } of servers) {
    const entry = list.servers.find((s) => s.name === name);
    assert.equal(entry?.url, `\${MCP_URL}/${name}`);
    assert.deepEqual(entry?.tools.toSorted(), tools.map((t) => t.name).toSorted());
  }
});

test("server names are unique, fit a tool name's prefix and leave `mistral` free", () => {
  const names = list.servers.map((s) => s.name);
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.match(name, /^(?!mistral$)[a-z][a-z0-9-]{0,31}$/);
});
